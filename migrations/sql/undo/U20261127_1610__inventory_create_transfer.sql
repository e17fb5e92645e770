drop table if exists inventory_transfer;
