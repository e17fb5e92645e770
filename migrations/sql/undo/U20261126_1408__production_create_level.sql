drop table if exists production_level;
