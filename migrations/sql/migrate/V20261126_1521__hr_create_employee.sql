-- expand
create table hr_employee (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    number varchar(20) collate utf8mb4_bin not null,
    name varchar(200) not null,
    email varchar(254) null,
    user_id binary(16) null,
    hired_on date not null,
    left_on date null,
    created_at datetime(6) not null,
    version bigint not null,
    constraint pk_hr_employee primary key (id),
    constraint uq_hr_employee_number unique (company_id, number),
    constraint uq_hr_employee_user unique (company_id, user_id),
    constraint fk_hr_employee_party foreign key (id) references core_party (id),
    constraint ck_hr_employee_dates check (left_on is null or left_on >= hired_on),
    index ix_hr_employee_company (company_id, id),
    index ix_hr_employee_name (company_id, name, id)
);
