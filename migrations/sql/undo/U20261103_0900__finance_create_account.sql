drop table if exists finance_account;
