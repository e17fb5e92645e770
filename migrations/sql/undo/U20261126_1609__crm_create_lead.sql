drop table if exists crm_lead;
