drop table if exists core_active_version;
