-- expand
create table hr_department (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    code varchar(20) collate utf8mb4_bin not null,
    name varchar(200) not null,
    cost_centre varchar(20) collate utf8mb4_bin not null,
    version bigint not null,
    constraint pk_hr_department primary key (id),
    constraint uq_hr_department_code unique (company_id, code),
    index ix_hr_department_company (company_id, id)
);
