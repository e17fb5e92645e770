-- expand
create table inventory_adjustment (
    id              binary(16)    not null,
    company_id      binary(16)    not null,
    warehouse_id    binary(16)    not null,
    adjustment_date date          not null,
    reason          varchar(200)  not null,
    currency        char(3)       not null,
    value           decimal(19,4) not null,
    created_at      datetime(6)   not null,
    constraint pk_inventory_adjustment primary key (id),
    constraint fk_inventory_adjustment_warehouse foreign key (warehouse_id) references inventory_warehouse (id),
    constraint ck_inventory_adjustment_reason check (reason <> ''),
    index ix_inventory_adjustment_company (company_id, id)
) comment = 'append-only';
