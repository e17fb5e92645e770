-- expand
create table production_item_plan (
    id                binary(16)    not null,
    company_id        binary(16)    not null,
    version           bigint        not null,
    item_id           binary(16)    not null,
    procurement       varchar(16)   null,
    lot_sizing        varchar(24)   not null,
    fixed_quantity    decimal(19,6) null,
    minimum_quantity  decimal(19,6) null,
    multiple_quantity decimal(19,6) null,
    lead_time_days    int           not null,
    safety_stock      decimal(19,6) not null,
    standard_cost     decimal(19,6) null,
    created_at        datetime(6)   not null,
    constraint pk_production_item_plan primary key (id),
    constraint uq_production_item_plan_item unique (company_id, item_id),
    constraint fk_production_item_plan_item foreign key (item_id) references inventory_item (id),
    constraint ck_production_item_plan_procurement check (procurement in ('MAKE', 'BUY')),
    constraint ck_production_item_plan_sizing check (lot_sizing in ('LOT_FOR_LOT', 'FIXED', 'MINIMUM_MULTIPLE')),
    constraint ck_production_item_plan_bounds check (lead_time_days >= 0 and safety_stock >= 0
        and (lot_sizing = 'FIXED') = (fixed_quantity is not null)),
    index ix_production_item_plan_company (company_id, id)
);
