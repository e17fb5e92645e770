drop table if exists crm_territory;
