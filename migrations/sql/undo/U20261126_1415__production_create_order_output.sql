drop table if exists production_order_output;
