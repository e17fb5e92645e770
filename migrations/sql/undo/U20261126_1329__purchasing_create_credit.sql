drop table if exists purchasing_credit;
