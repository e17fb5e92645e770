-- expand
CREATE TABLE core_company (
    id         binary(16)   NOT NULL,
    code       varchar(20)  NOT NULL,
    name       varchar(200) NOT NULL,
    currency   char(3)      NOT NULL,
    zone       varchar(64)  NOT NULL,
    created_at datetime(6)  NOT NULL,
    version    bigint       NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_core_company_code UNIQUE (code),
    CONSTRAINT ck_core_company_currency CHECK (char_length(currency) = 3)
);
