drop table if exists sales_delivery;
