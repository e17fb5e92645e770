-- expand
create table production_bill_line (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    bill_id    binary(16)    not null,
    line_no    int           not null,
    kind       varchar(16)   not null,
    item_id    binary(16)    not null,
    quantity   decimal(19,6) not null,
    scrap      decimal(20,10) not null,
    backflush  boolean       not null,
    cost_share decimal(20,10) not null,
    constraint pk_production_bill_line primary key (id),
    constraint uq_production_bill_line_no unique (company_id, bill_id, line_no),
    constraint fk_production_bill_line_bill foreign key (company_id, bill_id) references production_bill (company_id, id),
    constraint fk_production_bill_line_item foreign key (item_id) references inventory_item (id),
    constraint ck_production_bill_line_kind check (kind in ('COMPONENT', 'BY_PRODUCT')),
    constraint ck_production_bill_line_bounds check (quantity > 0 and scrap >= 0 and scrap < 1 and cost_share >= 0
        and cost_share < 1 and (kind = 'BY_PRODUCT' or cost_share = 0)),
    index ix_production_bill_line_item (company_id, item_id, bill_id)
);
