-- expand
create table inventory_location (
    id           binary(16)  not null,
    company_id   binary(16)  not null,
    warehouse_id binary(16)  null,
    kind         varchar(16) not null,
    code         varchar(32) collate utf8mb4_bin not null,
    constraint pk_inventory_location primary key (id),
    constraint fk_inventory_location_warehouse foreign key (warehouse_id) references inventory_warehouse (id),
    constraint ck_inventory_location_kind check (kind in ('STORAGE', 'SUPPLIER', 'CUSTOMER', 'ADJUSTMENT')),
    constraint ck_inventory_location_warehouse check ((kind = 'STORAGE') = (warehouse_id is not null)),
    index ix_inventory_location_company (company_id, kind)
);
