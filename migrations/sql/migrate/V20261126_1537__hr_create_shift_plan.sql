-- expand
create table hr_shift_plan (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    employee_id binary(16) not null,
    day date not null,
    shift_id binary(16) not null,
    constraint pk_hr_shift_plan primary key (id),
    constraint uq_hr_shift_plan_day unique (employee_id, day),
    constraint fk_hr_shift_plan_employee foreign key (employee_id) references hr_employee (id),
    constraint fk_hr_shift_plan_shift foreign key (shift_id) references hr_shift (id),
    index ix_hr_shift_plan_company (company_id, id)
);
