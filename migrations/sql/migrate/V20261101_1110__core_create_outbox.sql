-- expand
CREATE TABLE core_outbox (
    id           binary(16)   NOT NULL,
    company_id   binary(16)   NOT NULL,
    type         varchar(100) NOT NULL,
    aggregate_id binary(16)   NOT NULL,
    payload      mediumtext   NOT NULL,
    request_id   varchar(100) NOT NULL,
    app_version  varchar(60)  NOT NULL,
    occurred_at  datetime(6)  NOT NULL,
    next_at      datetime(6)  NULL,
    PRIMARY KEY (id),
    INDEX ix_core_outbox_next (next_at, id),
    INDEX ix_core_outbox_aggregate (aggregate_id, id)
);
