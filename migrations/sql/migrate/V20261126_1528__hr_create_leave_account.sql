-- expand
create table hr_leave_account (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    employee_id binary(16) not null,
    leave_type_id binary(16) not null,
    balance decimal(9,2) not null,
    constraint pk_hr_leave_account primary key (id),
    constraint uq_hr_leave_account_type unique (employee_id, leave_type_id),
    constraint fk_hr_leave_account_employee foreign key (employee_id) references hr_employee (id),
    constraint fk_hr_leave_account_type foreign key (leave_type_id) references hr_leave_type (id)
);
