drop table if exists hr_payslip;
