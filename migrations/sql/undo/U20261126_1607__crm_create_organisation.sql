drop table if exists crm_organisation;
