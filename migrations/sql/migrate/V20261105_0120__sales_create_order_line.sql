-- expand
create table sales_order_line (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    order_id   binary(16)    not null,
    line_no    int           not null,
    item_id    binary(16)    not null,
    quantity   decimal(19,6) not null,
    unit_price decimal(19,6) not null,
    net        decimal(19,4) not null,
    tax        decimal(19,4) not null,
    tax_code   varchar(32)   not null,
    tax_rate   decimal(20,10) not null,
    delivered  decimal(19,6) not null,
    invoiced   decimal(19,6) not null,
    constraint pk_sales_order_line primary key (id),
    constraint uq_sales_order_line_no unique (order_id, line_no),
    constraint fk_sales_order_line_order foreign key (order_id) references sales_order (id),
    constraint fk_sales_order_line_item foreign key (item_id) references inventory_item (id),
    constraint ck_sales_order_line_bounds check (quantity > 0 and unit_price >= 0 and net >= 0 and tax >= 0),
    constraint ck_sales_order_line_chain check (0 <= invoiced and invoiced <= delivered and delivered <= quantity)
);
