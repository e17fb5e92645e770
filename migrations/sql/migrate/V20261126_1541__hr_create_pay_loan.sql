-- expand
create table hr_pay_loan (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    employee_id binary(16) not null,
    text varchar(140) not null,
    state varchar(16) not null,
    currency char(3) not null,
    amount decimal(19,4) not null,
    instalment decimal(19,4) not null,
    repaid decimal(19,4) not null,
    first_period date not null,
    entered_by binary(16) not null,
    version bigint not null,
    constraint pk_hr_pay_loan primary key (id),
    constraint fk_hr_pay_loan_employee foreign key (employee_id) references hr_employee (id),
    constraint ck_hr_pay_loan_state check (state in ('DRAFT', 'PAID_OUT', 'CANCELLED')),
    constraint ck_hr_pay_loan_amount check (amount > 0 and instalment > 0 and instalment <= amount and repaid >= 0 and repaid <= amount),
    index ix_hr_pay_loan_company (company_id, id)
);
