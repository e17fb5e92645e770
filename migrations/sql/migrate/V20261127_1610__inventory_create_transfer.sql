-- expand
-- Goods that went from one warehouse to another; the moves of a transfer are its lines.
create table inventory_transfer (
    id                binary(16)   not null,
    company_id        binary(16)   not null,
    from_warehouse_id binary(16)   not null,
    to_warehouse_id   binary(16)   not null,
    transfer_date     date         not null,
    reason            varchar(200) null,
    created_at        datetime(6)  not null,
    constraint pk_inventory_transfer primary key (id),
    constraint fk_inventory_transfer_from foreign key (from_warehouse_id) references inventory_warehouse (id),
    constraint fk_inventory_transfer_to foreign key (to_warehouse_id) references inventory_warehouse (id),
    constraint ck_inventory_transfer_places check (from_warehouse_id <> to_warehouse_id),
    index ix_inventory_transfer_company (company_id, id)
) comment = 'append-only';
