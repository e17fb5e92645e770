drop table if exists finance_payment;
