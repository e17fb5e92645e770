drop table if exists hr_payroll_run;
