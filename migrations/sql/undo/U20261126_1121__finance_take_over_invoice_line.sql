alter table sales_invoice_line
    add constraint fk_sales_invoice_line_order_line foreign key (order_line_id) references sales_order_line (id);
