drop table if exists crm_pipeline;
