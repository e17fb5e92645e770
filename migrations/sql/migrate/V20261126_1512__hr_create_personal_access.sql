-- expand
create table hr_personal_access (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    at datetime(6) not null,
    actor_id binary(16) not null,
    actor_name varchar(100) not null,
    request_id varchar(100) not null,
    what varchar(40) collate utf8mb4_bin not null,
    employee_id binary(16) not null,
    constraint pk_hr_personal_access primary key (id),
    index ix_hr_personal_access_company (company_id, id),
    index ix_hr_personal_access_employee (company_id, employee_id, id)
) comment = 'append-only';
