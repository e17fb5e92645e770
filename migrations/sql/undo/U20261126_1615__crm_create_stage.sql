drop table if exists crm_stage;
