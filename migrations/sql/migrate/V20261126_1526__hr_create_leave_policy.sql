-- expand
create table hr_leave_policy (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    code varchar(20) collate utf8mb4_bin not null,
    name varchar(200) not null,
    leave_type_id binary(16) not null,
    accrual varchar(16) not null,
    days_per_year decimal(7,2) not null,
    carry_over decimal(7,2) not null,
    carry_over_months int not null,
    levels int not null,
    version bigint not null,
    constraint pk_hr_leave_policy primary key (id),
    constraint uq_hr_leave_policy_code unique (company_id, code),
    constraint fk_hr_leave_policy_type foreign key (leave_type_id) references hr_leave_type (id),
    constraint ck_hr_leave_policy_accrual check (accrual in ('YEARLY', 'MONTHLY', 'NONE')),
    constraint ck_hr_leave_policy_bounds check (days_per_year >= 0 and carry_over >= 0 and carry_over_months between 0 and 11 and levels between 1 and 3),
    index ix_hr_leave_policy_company (company_id, id)
);
