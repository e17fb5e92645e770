-- expand
create table hr_pay_basis (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    slip_id binary(16) not null,
    employee_id binary(16) not null,
    period date not null,
    basis varchar(64) collate utf8mb4_bin not null,
    constraint pk_hr_pay_basis primary key (id),
    constraint uq_hr_pay_basis_period unique (slip_id, period),
    constraint fk_hr_pay_basis_slip foreign key (slip_id) references hr_payslip (id),
    constraint fk_hr_pay_basis_employee foreign key (employee_id) references hr_employee (id),
    index ix_hr_pay_basis_employee (employee_id, period)
);
