drop table if exists sales_customer;
