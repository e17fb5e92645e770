-- expand
create table production_demand (
    id           binary(16)    not null,
    company_id   binary(16)    not null,
    version      bigint        not null,
    item_id      binary(16)    not null,
    warehouse_id binary(16)    not null,
    needed_on    date          not null,
    quantity     decimal(19,6) not null,
    note         varchar(200)  null,
    state        varchar(16)   not null,
    created_at   datetime(6)   not null,
    constraint pk_production_demand primary key (id),
    constraint fk_production_demand_item foreign key (item_id) references inventory_item (id),
    constraint fk_production_demand_warehouse foreign key (warehouse_id) references inventory_warehouse (id),
    constraint ck_production_demand_state check (state in ('OPEN', 'CANCELLED')),
    constraint ck_production_demand_quantity check (quantity > 0),
    index ix_production_demand_company (company_id, id),
    index ix_production_demand_date (company_id, needed_on, id)
);
