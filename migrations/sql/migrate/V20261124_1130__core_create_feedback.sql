-- expand
CREATE TABLE core_feedback (
    id          binary(16)    NOT NULL,
    company_id  binary(16)    NOT NULL,
    user_id     binary(16)    NOT NULL,
    user_name   varchar(200)  NOT NULL,
    kind        varchar(20)   NOT NULL,
    text        varchar(2000) NOT NULL,
    document    varchar(200)  NULL,
    version     varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    counted_as  varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    app_version varchar(60)   NOT NULL,
    request_id  varchar(100)  NOT NULL,
    at          datetime(6)   NOT NULL,
    PRIMARY KEY (id),
    INDEX ix_core_feedback_company (company_id, id),
    INDEX ix_core_feedback_user (user_id, at),
    INDEX ix_core_feedback_version (version, id),
    CONSTRAINT fk_core_feedback_company FOREIGN KEY (company_id) REFERENCES core_company (id),
    CONSTRAINT ck_core_feedback_kind CHECK (kind IN ('COMPLAINT', 'PROBLEM', 'PRAISE', 'IDEA')),
    CONSTRAINT ck_core_feedback_text CHECK (char_length(text) > 0)
) COMMENT = 'append-only';
