-- expand
create table hr_pay_input (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    employee_id binary(16) not null,
    period date not null,
    component_id binary(16) not null,
    amount decimal(19,4) not null,
    version bigint not null,
    constraint pk_hr_pay_input primary key (id),
    constraint uq_hr_pay_input_component unique (employee_id, period, component_id),
    constraint fk_hr_pay_input_employee foreign key (employee_id) references hr_employee (id),
    constraint fk_hr_pay_input_component foreign key (component_id) references hr_pay_component (id),
    constraint ck_hr_pay_input_amount check (amount >= 0),
    index ix_hr_pay_input_company (company_id, id)
);
