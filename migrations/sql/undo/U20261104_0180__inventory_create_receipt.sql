drop table if exists inventory_receipt;
