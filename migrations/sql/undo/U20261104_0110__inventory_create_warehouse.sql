drop table if exists inventory_warehouse;
