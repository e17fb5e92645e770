drop table if exists crm_consent;
