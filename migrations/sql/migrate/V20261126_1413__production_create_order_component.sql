-- expand
create table production_order_component (
    id           binary(16)    not null,
    company_id   binary(16)    not null,
    order_id     binary(16)    not null,
    line_no      int           not null,
    item_id      binary(16)    not null,
    planned      decimal(19,6) not null,
    backflush    boolean       not null,
    unit_cost    decimal(19,6) not null,
    reserved     decimal(19,6) not null,
    issued       decimal(19,6) not null,
    issued_value decimal(19,4) not null,
    constraint pk_production_order_component primary key (id),
    constraint uq_production_order_component_no unique (company_id, order_id, line_no),
    constraint fk_production_order_component_order foreign key (company_id, order_id)
        references production_order (company_id, id),
    constraint fk_production_order_component_item foreign key (item_id) references inventory_item (id),
    constraint ck_production_order_component_bounds check (planned >= 0 and unit_cost >= 0 and reserved >= 0 and issued >= 0),
    index ix_production_order_component_item (company_id, item_id, order_id)
);
