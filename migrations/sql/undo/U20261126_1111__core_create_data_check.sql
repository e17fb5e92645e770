drop table if exists core_data_check;
