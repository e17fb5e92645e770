-- expand
create table sales_delivery_line (
    id            binary(16)    not null,
    company_id    binary(16)    not null,
    delivery_id   binary(16)    not null,
    order_line_id binary(16)    not null,
    item_id       binary(16)    not null,
    quantity      decimal(19,6) not null,
    constraint pk_sales_delivery_line primary key (id),
    constraint uq_sales_delivery_line_order_line unique (delivery_id, order_line_id),
    constraint fk_sales_delivery_line_delivery foreign key (delivery_id) references sales_delivery (id),
    constraint fk_sales_delivery_line_order_line foreign key (order_line_id) references sales_order_line (id),
    constraint ck_sales_delivery_line_quantity check (quantity > 0)
) comment = 'append-only';
