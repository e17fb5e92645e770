drop table if exists finance_entry_number;
