drop table if exists crm_identifier;
