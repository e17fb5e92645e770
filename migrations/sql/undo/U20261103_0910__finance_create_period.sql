drop table if exists finance_period;
