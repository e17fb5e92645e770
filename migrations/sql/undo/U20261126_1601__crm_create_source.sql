drop table if exists crm_source;
