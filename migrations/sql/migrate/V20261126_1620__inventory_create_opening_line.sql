-- expand
create table inventory_opening_line (
    id           binary(16)    not null,
    company_id   binary(16)    not null,
    opening_id   binary(16)    not null,
    line_no      int           not null,
    warehouse_id binary(16)    not null,
    item_id      binary(16)    not null,
    quantity     decimal(19,6) not null,
    value        decimal(19,4) not null,
    constraint pk_inventory_opening_line primary key (id),
    constraint uq_inventory_opening_line_item unique (opening_id, warehouse_id, item_id),
    constraint fk_inventory_opening_line_opening foreign key (opening_id) references finance_opening (id),
    constraint fk_inventory_opening_line_warehouse foreign key (warehouse_id) references inventory_warehouse (id),
    constraint fk_inventory_opening_line_item foreign key (item_id) references inventory_item (id),
    constraint ck_inventory_opening_line_amounts check (quantity > 0 and value >= 0)
);
