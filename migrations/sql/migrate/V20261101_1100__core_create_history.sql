-- expand
CREATE TABLE core_history (
    id             binary(16)   NOT NULL,
    company_id     binary(16)   NOT NULL,
    entity_type    varchar(60)  NOT NULL,
    entity_id      binary(16)   NOT NULL,
    entity_version bigint       NOT NULL,
    action         varchar(60)  NOT NULL,
    actor_id       binary(16)   NOT NULL,
    actor_name     varchar(200) NOT NULL,
    request_id     varchar(100) NOT NULL,
    app_version    varchar(60)  NOT NULL,
    at             datetime(6)  NOT NULL,
    detail         text         NOT NULL,
    PRIMARY KEY (id),
    INDEX ix_core_history_entity (entity_type, entity_id, id),
    INDEX ix_core_history_version (app_version, at)
) COMMENT = 'append-only';
