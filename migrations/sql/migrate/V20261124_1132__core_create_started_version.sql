-- expand
CREATE TABLE core_started_version (
    version  varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    first_at datetime(6) NOT NULL,
    last_at  datetime(6) NOT NULL,
    PRIMARY KEY (version)
);
