drop table if exists hr_employee;
