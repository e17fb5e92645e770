-- expand
create table hr_leave_enrolment (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    employee_id binary(16) not null,
    valid_from date not null,
    valid_to date null,
    policy_id binary(16) not null,
    leave_type_id binary(16) not null,
    version bigint not null,
    constraint pk_hr_leave_enrolment primary key (id),
    constraint uq_hr_leave_enrolment_from unique (employee_id, leave_type_id, valid_from),
    constraint fk_hr_leave_enrolment_employee foreign key (employee_id) references hr_employee (id),
    constraint fk_hr_leave_enrolment_policy foreign key (policy_id) references hr_leave_policy (id),
    constraint fk_hr_leave_enrolment_type foreign key (leave_type_id) references hr_leave_type (id),
    constraint ck_hr_leave_enrolment_dates check (valid_to is null or valid_to >= valid_from),
    index ix_hr_leave_enrolment_company (company_id, id)
);
