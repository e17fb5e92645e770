-- expand
create table purchasing_reorder_rule (
    id            binary(16)    not null,
    company_id    binary(16)    not null,
    version       bigint        not null,
    warehouse_id  binary(16)    not null,
    item_id       binary(16)    not null,
    reorder_point decimal(19,6) not null,
    target        decimal(19,6) not null,
    supplier_id   binary(16)    null,
    created_at    datetime(6)   not null,
    constraint pk_purchasing_reorder_rule primary key (id),
    constraint uq_purchasing_reorder_rule_id unique (company_id, id),
    constraint uq_purchasing_reorder_rule_item unique (company_id, warehouse_id, item_id),
    constraint fk_purchasing_reorder_rule_warehouse foreign key (warehouse_id) references inventory_warehouse (id),
    constraint fk_purchasing_reorder_rule_item foreign key (item_id) references inventory_item (id),
    constraint fk_purchasing_reorder_rule_supplier foreign key (company_id, supplier_id) references purchasing_supplier (company_id, id),
    constraint ck_purchasing_reorder_rule_bounds check (reorder_point >= 0 and target > reorder_point)
);
