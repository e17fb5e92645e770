-- expand
create table hr_contract (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    employee_id binary(16) not null,
    valid_from date not null,
    valid_to date null,
    currency char(3) not null,
    pay decimal(19,4) not null,
    weekly_hours decimal(5,2) not null,
    calendar_id binary(16) not null,
    structure_id binary(16) not null,
    version bigint not null,
    constraint pk_hr_contract primary key (id),
    constraint uq_hr_contract_from unique (employee_id, valid_from),
    constraint fk_hr_contract_employee foreign key (employee_id) references hr_employee (id),
    constraint fk_hr_contract_calendar foreign key (calendar_id) references hr_calendar (id),
    constraint fk_hr_contract_structure foreign key (structure_id) references hr_pay_structure (id),
    constraint ck_hr_contract_dates check (valid_to is null or valid_to >= valid_from),
    constraint ck_hr_contract_terms check (pay >= 0 and weekly_hours > 0),
    index ix_hr_contract_company (company_id, id)
);
