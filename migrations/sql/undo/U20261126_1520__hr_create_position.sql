drop table if exists hr_position;
