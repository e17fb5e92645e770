drop table if exists crm_lost_reason;
