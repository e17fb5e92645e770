drop table if exists finance_rolled_balance;
