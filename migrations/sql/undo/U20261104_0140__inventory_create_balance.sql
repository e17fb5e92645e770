drop table if exists inventory_balance;
