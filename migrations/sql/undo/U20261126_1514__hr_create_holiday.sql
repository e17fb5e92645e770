drop table if exists hr_holiday;
