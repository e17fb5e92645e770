-- expand
create index ix_sales_order_date on sales_order (company_id, order_date, id);
