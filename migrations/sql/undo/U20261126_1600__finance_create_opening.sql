drop table if exists finance_opening;
