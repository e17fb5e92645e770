-- expand
create table hr_expense_type (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    code varchar(20) collate utf8mb4_bin not null,
    name varchar(200) not null,
    account_id binary(16) null,
    version bigint not null,
    constraint pk_hr_expense_type primary key (id),
    constraint uq_hr_expense_type_code unique (company_id, code),
    constraint fk_hr_expense_type_account foreign key (account_id) references finance_account (id),
    index ix_hr_expense_type_company (company_id, id)
);
