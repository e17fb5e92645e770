drop table if exists production_posting;
