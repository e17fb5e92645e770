drop table if exists core_backup;
