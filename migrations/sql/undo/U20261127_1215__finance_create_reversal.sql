drop table if exists finance_reversal;
