drop table if exists crm_conversion;
