alter table hr_payroll_run drop constraint ck_hr_payroll_run_returned, drop column returned, drop column returns;
