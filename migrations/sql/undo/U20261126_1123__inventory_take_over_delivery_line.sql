alter table sales_delivery_line
    add constraint fk_sales_delivery_line_order_line foreign key (order_line_id) references sales_order_line (id);
