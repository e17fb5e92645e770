alter table hr_pay_loan drop foreign key fk_hr_pay_loan_run, drop column run_id;
