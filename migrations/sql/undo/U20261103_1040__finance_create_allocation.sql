drop table if exists finance_allocation;
