-- expand
CREATE TABLE users_user (
    id            binary(16)   NOT NULL,
    company_id    binary(16)   NOT NULL,
    username      varchar(100) NOT NULL,
    display_name  varchar(200) NOT NULL,
    password_hash varchar(200) NOT NULL,
    state         varchar(20)  NOT NULL,
    created_at    datetime(6)  NOT NULL,
    version       bigint       NOT NULL,
    PRIMARY KEY (id),
    KEY ix_users_user_company (company_id, id),
    CONSTRAINT uq_users_user_username UNIQUE (username),
    CONSTRAINT fk_users_user_company FOREIGN KEY (company_id) REFERENCES core_company (id),
    CONSTRAINT ck_users_user_state CHECK (state IN ('ACTIVE', 'DISABLED'))
);
