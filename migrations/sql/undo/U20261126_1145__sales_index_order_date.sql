drop index ix_sales_order_date on sales_order;
