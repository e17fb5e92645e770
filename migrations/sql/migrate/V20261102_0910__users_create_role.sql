-- expand
CREATE TABLE users_role (
    id         binary(16)  NOT NULL,
    company_id binary(16)  NOT NULL,
    name       varchar(60) NOT NULL,
    kind       varchar(20) NOT NULL,
    created_at datetime(6) NOT NULL,
    version    bigint      NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_users_role_name UNIQUE (company_id, name),
    CONSTRAINT fk_users_role_company FOREIGN KEY (company_id) REFERENCES core_company (id),
    CONSTRAINT ck_users_role_kind CHECK (kind IN ('BUILT_IN', 'OWN'))
);
