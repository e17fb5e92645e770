drop table if exists hr_assignment;
