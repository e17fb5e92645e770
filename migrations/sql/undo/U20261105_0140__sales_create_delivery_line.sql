drop table if exists sales_delivery_line;
