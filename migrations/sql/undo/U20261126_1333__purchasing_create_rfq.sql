drop table if exists purchasing_rfq;
