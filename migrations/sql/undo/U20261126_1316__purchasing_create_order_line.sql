drop table if exists purchasing_order_line;
