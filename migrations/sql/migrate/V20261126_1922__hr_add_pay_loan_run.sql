-- expand
-- The payroll run whose pay it is: paid, then reversed, and kept back of later pay.
alter table hr_pay_loan
    add column run_id binary(16) null,
    add constraint fk_hr_pay_loan_run foreign key (run_id) references hr_payroll_run (id);
