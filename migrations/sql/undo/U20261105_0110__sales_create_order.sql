drop table if exists sales_order;
