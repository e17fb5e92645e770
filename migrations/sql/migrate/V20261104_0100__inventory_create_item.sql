-- expand
create table inventory_item (
    id         binary(16)   not null,
    company_id binary(16)   not null,
    version    bigint       not null,
    sku        varchar(64) collate utf8mb4_bin not null,
    name       varchar(200) not null,
    unit       varchar(16)  not null,
    active     boolean      not null,
    created_at datetime(6)  not null,
    constraint pk_inventory_item primary key (id),
    constraint uq_inventory_item_sku unique (company_id, sku),
    constraint ck_inventory_item_sku check (sku <> '')
);
