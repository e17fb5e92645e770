drop table if exists inventory_layer;
