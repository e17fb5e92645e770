-- expand
create table production_order_output (
    id             binary(16)    not null,
    company_id     binary(16)    not null,
    order_id       binary(16)    not null,
    line_no        int           not null,
    item_id        binary(16)    not null,
    planned        decimal(19,6) not null,
    cost_share     decimal(20,10) not null,
    unit_cost      decimal(19,6) not null,
    received       decimal(19,6) not null,
    scrapped       decimal(19,6) not null,
    credited_value decimal(19,4) not null,
    constraint pk_production_order_output primary key (id),
    constraint uq_production_order_output_no unique (company_id, order_id, line_no),
    constraint fk_production_order_output_order foreign key (company_id, order_id)
        references production_order (company_id, id),
    constraint fk_production_order_output_item foreign key (item_id) references inventory_item (id),
    constraint ck_production_order_output_bounds check (planned > 0 and cost_share >= 0 and cost_share <= 1
        and unit_cost >= 0 and received >= 0 and scrapped >= 0),
    index ix_production_order_output_item (company_id, item_id, order_id)
);
