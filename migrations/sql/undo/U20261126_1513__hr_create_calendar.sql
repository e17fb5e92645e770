drop table if exists hr_calendar;
