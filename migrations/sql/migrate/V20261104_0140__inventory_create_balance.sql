-- expand
create table inventory_balance (
    item_id        binary(16)    not null,
    location_id    binary(16)    not null,
    id             binary(16)    not null,
    company_id     binary(16)    not null,
    on_hand        decimal(19,6) not null,
    reserved       decimal(19,6) not null,
    last_change_id binary(16)    null,
    constraint pk_inventory_balance primary key (item_id, location_id),
    constraint uq_inventory_balance_id unique (id),
    constraint fk_inventory_balance_item foreign key (item_id) references inventory_item (id),
    constraint fk_inventory_balance_location foreign key (location_id) references inventory_location (id),
    constraint ck_inventory_balance_bounds check (reserved >= 0 and on_hand >= reserved)
);
