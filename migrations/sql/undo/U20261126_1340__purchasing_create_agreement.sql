drop table if exists purchasing_agreement;
