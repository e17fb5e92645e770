drop table if exists hr_delegation;
