alter table sales_delivery
    drop column source_type,
    add constraint fk_sales_delivery_order foreign key (order_id) references sales_order (id);
