-- expand
create table hr_pay_formula (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    component_id binary(16) not null,
    valid_from date not null,
    formula varchar(500) not null,
    constraint pk_hr_pay_formula primary key (id),
    constraint uq_hr_pay_formula_from unique (component_id, valid_from),
    constraint fk_hr_pay_formula_component foreign key (component_id) references hr_pay_component (id)
);
