-- expand
create table hr_pay_structure (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    code varchar(20) collate utf8mb4_bin not null,
    name varchar(200) not null,
    changes int not null,
    version bigint not null,
    constraint pk_hr_pay_structure primary key (id),
    constraint uq_hr_pay_structure_code unique (company_id, code),
    index ix_hr_pay_structure_company (company_id, id)
);
