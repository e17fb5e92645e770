-- expand
create table hr_assignment (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    employee_id binary(16) not null,
    valid_from date not null,
    valid_to date null,
    department_id binary(16) not null,
    position_id binary(16) not null,
    manager_id binary(16) null,
    version bigint not null,
    constraint pk_hr_assignment primary key (id),
    constraint uq_hr_assignment_from unique (employee_id, valid_from),
    constraint fk_hr_assignment_employee foreign key (employee_id) references hr_employee (id),
    constraint fk_hr_assignment_department foreign key (department_id) references hr_department (id),
    constraint fk_hr_assignment_position foreign key (position_id) references hr_position (id),
    constraint fk_hr_assignment_manager foreign key (manager_id) references hr_employee (id),
    constraint ck_hr_assignment_dates check (valid_to is null or valid_to >= valid_from),
    index ix_hr_assignment_company (company_id, id)
);
