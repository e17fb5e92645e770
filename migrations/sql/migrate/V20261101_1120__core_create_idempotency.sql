-- expand
CREATE TABLE core_idempotency (
    actor_id        binary(16)   NOT NULL,
    idempotency_key varchar(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    company_id      binary(16)   NOT NULL,
    fingerprint     binary(32)   NOT NULL,
    status          smallint     NULL,
    headers         text         NULL,
    body            mediumblob   NULL,
    created_at      datetime(6)  NOT NULL,
    expires_at      datetime(6)  NOT NULL,
    PRIMARY KEY (actor_id, idempotency_key),
    INDEX ix_core_idempotency_expires (expires_at)
);
