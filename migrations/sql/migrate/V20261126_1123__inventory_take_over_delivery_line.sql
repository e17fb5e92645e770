-- expand
alter table sales_delivery_line drop foreign key fk_sales_delivery_line_order_line;
