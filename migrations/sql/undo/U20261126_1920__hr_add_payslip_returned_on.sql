alter table hr_payslip drop column returned_on;
