drop table if exists sales_invoice;
