drop table if exists core_version_state;
