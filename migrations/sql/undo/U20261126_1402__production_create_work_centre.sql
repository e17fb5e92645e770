drop table if exists production_work_centre;
