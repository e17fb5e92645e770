-- expand
CREATE TABLE core_party (
    id          binary(16)   NOT NULL,
    company_id  binary(16)   NOT NULL,
    name        varchar(200) NOT NULL,
    tax_id      varchar(40),
    email       varchar(254),
    street      varchar(200),
    street2     varchar(200),
    postal_code varchar(20),
    city        varchar(100),
    country     char(2),
    created_at  datetime(6)  NOT NULL,
    version     bigint       NOT NULL,
    PRIMARY KEY (id),
    KEY ix_core_party_company (company_id, id),
    CONSTRAINT fk_core_party_company FOREIGN KEY (company_id) REFERENCES core_company (id),
    CONSTRAINT ck_core_party_name CHECK (char_length(name) > 0),
    CONSTRAINT ck_core_party_country CHECK (country IS NULL OR char_length(country) = 2)
);
