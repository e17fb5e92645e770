-- expand
create table production_planned_order (
    id             binary(16)    not null,
    company_id     binary(16)    not null,
    version        bigint        not null,
    run_id         binary(16)    not null,
    position       int           not null,
    state          varchar(16)   not null,
    kind           varchar(16)   not null,
    item_id        binary(16)    not null,
    bill_id        binary(16)    null,
    warehouse_id   binary(16)    not null,
    quantity       decimal(19,6) not null,
    start_date     date          not null,
    due_date       date          not null,
    low_level_code int           not null,
    constraint pk_production_planned_order primary key (id),
    constraint uq_production_planned_order_no unique (company_id, run_id, position),
    constraint uq_production_planned_order_company unique (company_id, id),
    constraint fk_production_planned_order_run foreign key (company_id, run_id) references production_run (company_id, id),
    constraint fk_production_planned_order_item foreign key (item_id) references inventory_item (id),
    constraint fk_production_planned_order_bill foreign key (company_id, bill_id)
        references production_bill (company_id, id),
    constraint fk_production_planned_order_warehouse foreign key (warehouse_id) references inventory_warehouse (id),
    constraint ck_production_planned_order_state check (state in ('PLANNED', 'FIRMED')),
    constraint ck_production_planned_order_kind check (kind in ('MAKE', 'BUY')),
    constraint ck_production_planned_order_bounds check (quantity > 0 and due_date >= start_date)
);
