drop table if exists core_job;
