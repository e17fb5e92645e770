drop table if exists inventory_adjustment;
