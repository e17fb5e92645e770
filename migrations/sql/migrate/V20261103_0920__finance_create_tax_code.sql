-- expand
create table finance_tax_code (
    id         binary(16)     not null,
    company_id binary(16)     not null,
    code       varchar(32) collate utf8mb4_bin not null,
    name       varchar(120)   not null,
    rate       decimal(20,10) not null,
    account_id binary(16)     not null,
    version    bigint         not null,
    constraint pk_finance_tax_code primary key (id),
    constraint uq_finance_tax_code_code unique (company_id, code),
    constraint fk_finance_tax_code_account foreign key (account_id) references finance_account (id),
    constraint ck_finance_tax_code_code check (code <> ''),
    constraint ck_finance_tax_code_rate check (rate >= 0 and rate < 1)
);
