drop table if exists production_pegging;
