-- expand
CREATE TABLE core_storage_probe (
    id        bigint      NOT NULL AUTO_INCREMENT,
    probed_at datetime(6) NOT NULL,
    filler    mediumblob  NOT NULL,
    PRIMARY KEY (id)
);
