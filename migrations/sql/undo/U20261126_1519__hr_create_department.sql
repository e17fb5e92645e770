drop table if exists hr_department;
