-- expand
create table inventory_reservation (
    source_line_id binary(16)    not null,
    location_id    binary(16)    not null,
    company_id     binary(16)    not null,
    item_id        binary(16)    not null,
    source_type    varchar(40)   not null,
    source_id      binary(16)    not null,
    quantity       decimal(19,6) not null,
    open_quantity  decimal(19,6) not null,
    created_at     datetime(6)   not null,
    constraint pk_inventory_reservation primary key (source_line_id, location_id),
    constraint fk_inventory_reservation_item foreign key (item_id) references inventory_item (id),
    constraint fk_inventory_reservation_location foreign key (location_id) references inventory_location (id),
    constraint ck_inventory_reservation_open check (open_quantity >= 0 and open_quantity <= quantity and quantity > 0),
    index ix_inventory_reservation_open (item_id, location_id, open_quantity)
);
