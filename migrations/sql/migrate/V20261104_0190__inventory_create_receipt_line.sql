-- expand
create table inventory_receipt_line (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    receipt_id binary(16)    not null,
    line_no    int           not null,
    item_id    binary(16)    not null,
    quantity   decimal(19,6) not null,
    unit_cost  decimal(19,6) not null,
    value      decimal(19,4) not null,
    constraint pk_inventory_receipt_line primary key (id),
    constraint uq_inventory_receipt_line_no unique (receipt_id, line_no),
    constraint fk_inventory_receipt_line_receipt foreign key (receipt_id) references inventory_receipt (id),
    constraint fk_inventory_receipt_line_item foreign key (item_id) references inventory_item (id),
    constraint ck_inventory_receipt_line_bounds check (quantity > 0 and unit_cost >= 0 and value >= 0)
) comment = 'append-only';
