-- expand
create table purchasing_return_line (
    id              binary(16)    not null,
    company_id      binary(16)    not null,
    return_id       binary(16)    not null,
    line_no         int           not null,
    receipt_line_id binary(16)    not null,
    order_line_id   binary(16)    not null,
    item_id         binary(16)    not null,
    quantity        decimal(19,6) not null,
    value           decimal(19,4) not null,
    constraint pk_purchasing_return_line primary key (id),
    constraint uq_purchasing_return_line_no unique (return_id, line_no),
    constraint fk_purchasing_return_line_return foreign key (company_id, return_id) references purchasing_return (company_id, id),
    constraint fk_purchasing_return_line_receipt_line foreign key (company_id, receipt_line_id) references purchasing_receipt_line (company_id, id),
    constraint fk_purchasing_return_line_order_line foreign key (company_id, order_line_id) references purchasing_order_line (company_id, id),
    constraint fk_purchasing_return_line_item foreign key (item_id) references inventory_item (id),
    constraint ck_purchasing_return_line_bounds check (quantity > 0 and value >= 0)
) comment = 'append-only';
