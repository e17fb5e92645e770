drop table if exists production_closed_day;
