drop table if exists crm_campaign;
