drop table if exists production_operation;
