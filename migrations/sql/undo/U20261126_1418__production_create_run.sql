drop table if exists production_run;
