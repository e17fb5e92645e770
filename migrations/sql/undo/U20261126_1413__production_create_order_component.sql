drop table if exists production_order_component;
