-- expand
create table purchasing_supplier_item (
    id               binary(16)    not null,
    company_id       binary(16)    not null,
    version          bigint        not null,
    supplier_id      binary(16)    not null,
    item_id          binary(16)    not null,
    supplier_number  varchar(64) collate utf8mb4_bin null,
    minimum_quantity decimal(19,6) null,
    multiple         decimal(19,6) null,
    lead_time_days   int           not null,
    created_at       datetime(6)   not null,
    constraint pk_purchasing_supplier_item primary key (id),
    constraint uq_purchasing_supplier_item_id unique (company_id, id),
    constraint uq_purchasing_supplier_item_item unique (company_id, supplier_id, item_id),
    constraint fk_purchasing_supplier_item_supplier foreign key (company_id, supplier_id) references purchasing_supplier (company_id, id),
    constraint fk_purchasing_supplier_item_item foreign key (item_id) references inventory_item (id),
    constraint ck_purchasing_supplier_item_bounds check ((minimum_quantity is null or minimum_quantity > 0) and (multiple is null or multiple > 0) and lead_time_days between 0 and 1000)
);
