-- expand
create table inventory_layer (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    item_id    binary(16)    not null,
    quantity   decimal(19,6) not null,
    value      decimal(19,4) not null,
    constraint pk_inventory_layer primary key (id),
    constraint fk_inventory_layer_item foreign key (item_id) references inventory_item (id),
    constraint ck_inventory_layer_bounds check (quantity >= 0 and value >= 0 and (quantity > 0 or value = 0))
);
