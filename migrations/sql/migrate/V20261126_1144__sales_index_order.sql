-- expand
create index ix_sales_order_company on sales_order (company_id, id);
