drop table if exists crm_opportunity;
