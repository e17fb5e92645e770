drop table if exists crm_stage_change;
