drop table if exists inventory_item;
