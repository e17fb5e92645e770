alter table hr_payroll_run drop column file_made_at;
