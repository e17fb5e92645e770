-- expand
create table hr_payslip_line (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    slip_id binary(16) not null,
    line_no int not null,
    component_id binary(16) null,
    account_id binary(16) null,
    loan_id binary(16) null,
    kind varchar(16) not null,
    code varchar(20) collate utf8mb4_bin not null,
    amount decimal(19,4) not null,
    for_period date null,
    constraint pk_hr_payslip_line primary key (id),
    constraint uq_hr_payslip_line_no unique (slip_id, line_no),
    constraint fk_hr_payslip_line_slip foreign key (slip_id) references hr_payslip (id),
    constraint fk_hr_payslip_line_component foreign key (component_id) references hr_pay_component (id),
    constraint fk_hr_payslip_line_account foreign key (account_id) references finance_account (id),
    constraint fk_hr_payslip_line_loan foreign key (loan_id) references hr_pay_loan (id),
    constraint ck_hr_payslip_line_kind check (kind in ('EARNING', 'DEDUCTION', 'EMPLOYER_COST')),
    constraint ck_hr_payslip_line_of check ((component_id is null) <> (loan_id is null)),
    constraint ck_hr_payslip_line_amount check (amount <> 0 and (amount > 0 or for_period is not null))
);
