drop table if exists crm_representative;
