-- expand
create table production_pegging (
    id               binary(16)    not null,
    company_id       binary(16)    not null,
    run_id           binary(16)    not null,
    item_id          binary(16)    not null,
    quantity         decimal(19,6) not null,
    needed_on        date          not null,
    demand_type      varchar(40)   not null,
    demand_source_id binary(16)    not null,
    supply_type      varchar(40)   not null,
    supply_source_id binary(16)    not null,
    constraint pk_production_pegging primary key (id),
    constraint fk_production_pegging_run foreign key (company_id, run_id) references production_run (company_id, id),
    constraint fk_production_pegging_item foreign key (item_id) references inventory_item (id),
    constraint ck_production_pegging_quantity check (quantity > 0),
    index ix_production_pegging_run (company_id, run_id, id),
    index ix_production_pegging_demand (company_id, demand_source_id),
    index ix_production_pegging_supply (company_id, supply_source_id)
);
