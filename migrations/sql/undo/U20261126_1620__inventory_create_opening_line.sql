drop table if exists inventory_opening_line;
