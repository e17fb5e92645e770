drop table if exists core_process;
