drop table if exists crm_contact;
