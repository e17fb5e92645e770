alter table hr_payroll_run drop column settled_to;
