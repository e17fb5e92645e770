drop table if exists crm_activity;
