drop table if exists hr_personal_access;
