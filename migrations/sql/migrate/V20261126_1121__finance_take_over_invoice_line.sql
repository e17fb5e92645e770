-- expand
alter table sales_invoice_line drop foreign key fk_sales_invoice_line_order_line;
