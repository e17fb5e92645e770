-- expand
create table sales_invoice_line (
    id            binary(16)     not null,
    company_id    binary(16)     not null,
    invoice_id    binary(16)     not null,
    order_line_id binary(16)     not null,
    item_id       binary(16)     not null,
    quantity      decimal(19,6)  not null,
    unit_price    decimal(19,6)  not null,
    net           decimal(19,4)  not null,
    tax           decimal(19,4)  not null,
    tax_code      varchar(32)    not null,
    tax_rate      decimal(20,10) not null,
    constraint pk_sales_invoice_line primary key (id),
    constraint uq_sales_invoice_line_order_line unique (invoice_id, order_line_id),
    constraint fk_sales_invoice_line_invoice foreign key (invoice_id) references sales_invoice (id),
    constraint fk_sales_invoice_line_order_line foreign key (order_line_id) references sales_order_line (id),
    constraint ck_sales_invoice_line_bounds check (quantity > 0 and net >= 0 and tax >= 0)
) comment = 'append-only';
