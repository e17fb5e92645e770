drop table if exists crm_customer_link;
