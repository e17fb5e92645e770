-- expand
create table inventory_warehouse (
    id         binary(16)   not null,
    company_id binary(16)   not null,
    version    bigint       not null,
    code       varchar(32) collate utf8mb4_bin not null,
    name       varchar(200) not null,
    created_at datetime(6)  not null,
    constraint pk_inventory_warehouse primary key (id),
    constraint uq_inventory_warehouse_code unique (company_id, code),
    constraint ck_inventory_warehouse_code check (code <> '')
);
