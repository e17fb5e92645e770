-- expand
create table hr_pay_component (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    code varchar(20) collate utf8mb4_bin not null,
    name varchar(200) not null,
    kind varchar(16) not null,
    account_id binary(16) null,
    changes int not null,
    version bigint not null,
    constraint pk_hr_pay_component primary key (id),
    constraint uq_hr_pay_component_code unique (company_id, code),
    constraint fk_hr_pay_component_account foreign key (account_id) references finance_account (id),
    constraint ck_hr_pay_component_kind check (kind in ('EARNING', 'DEDUCTION', 'EMPLOYER_COST')),
    index ix_hr_pay_component_company (company_id, id)
);
