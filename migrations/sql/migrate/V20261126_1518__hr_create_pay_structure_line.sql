-- expand
create table hr_pay_structure_line (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    structure_id binary(16) not null,
    line_no int not null,
    component_id binary(16) not null,
    constraint pk_hr_pay_structure_line primary key (id),
    constraint uq_hr_pay_structure_line_no unique (structure_id, line_no),
    constraint fk_hr_pay_structure_line_structure foreign key (structure_id) references hr_pay_structure (id),
    constraint fk_hr_pay_structure_line_component foreign key (component_id) references hr_pay_component (id)
);
