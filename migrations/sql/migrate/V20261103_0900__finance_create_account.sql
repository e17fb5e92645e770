-- expand
create table finance_account (
    id         binary(16)   not null,
    company_id binary(16)   not null,
    code       varchar(20) collate utf8mb4_bin not null,
    name       varchar(120) not null,
    type       varchar(16)  not null,
    role       varchar(40)  null,
    version    bigint       not null,
    constraint pk_finance_account primary key (id),
    constraint uq_finance_account_code unique (company_id, code),
    constraint uq_finance_account_role unique (company_id, role),
    constraint ck_finance_account_code check (code <> ''),
    constraint ck_finance_account_type check (type in ('ASSET', 'LIABILITY', 'EQUITY', 'INCOME', 'EXPENSE'))
);
