-- expand
CREATE TABLE core_signing_key (
    generation  int            NOT NULL,
    kid         varchar(40)    NOT NULL,
    public_key  varbinary(1024) NOT NULL,
    private_key varbinary(4096) NOT NULL,
    created_at  datetime(6)    NOT NULL,
    active_at   datetime(6)    NOT NULL,
    PRIMARY KEY (generation),
    CONSTRAINT uq_core_signing_key_kid UNIQUE (kid)
);
