drop table if exists inventory_location;
