-- expand
create table sales_delivery (
    id            binary(16)  not null,
    company_id    binary(16)  not null,
    order_id      binary(16)  not null,
    warehouse_id  binary(16)  not null,
    delivery_date date        not null,
    created_at    datetime(6) not null,
    constraint pk_sales_delivery primary key (id),
    constraint fk_sales_delivery_order foreign key (order_id) references sales_order (id),
    constraint fk_sales_delivery_warehouse foreign key (warehouse_id) references inventory_warehouse (id)
) comment = 'append-only';
