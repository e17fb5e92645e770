-- expand
create table hr_delegation (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    from_employee_id binary(16) not null,
    to_employee_id binary(16) not null,
    valid_from date not null,
    valid_to date not null,
    revoked boolean not null,
    version bigint not null,
    constraint pk_hr_delegation primary key (id),
    constraint fk_hr_delegation_from foreign key (from_employee_id) references hr_employee (id),
    constraint fk_hr_delegation_to foreign key (to_employee_id) references hr_employee (id),
    constraint ck_hr_delegation_dates check (valid_to >= valid_from and from_employee_id <> to_employee_id),
    index ix_hr_delegation_company (company_id, id)
);
