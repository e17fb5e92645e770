drop table if exists hr_person;
