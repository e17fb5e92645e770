drop table if exists finance_open_item;
