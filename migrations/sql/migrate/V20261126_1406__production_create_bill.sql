-- expand
create table production_bill (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    version    bigint        not null,
    item_id    binary(16)    not null,
    version_no int           not null,
    state      varchar(16)   not null,
    valid_from date          null,
    valid_to   date          null,
    quantity   decimal(19,6) not null,
    phantom    boolean       not null,
    routing_id binary(16)    null,
    created_at datetime(6)   not null,
    constraint pk_production_bill primary key (id),
    constraint uq_production_bill_no unique (company_id, item_id, version_no),
    constraint uq_production_bill_company unique (company_id, id),
    constraint fk_production_bill_item foreign key (item_id) references inventory_item (id),
    constraint fk_production_bill_routing foreign key (company_id, routing_id)
        references production_routing (company_id, id),
    constraint ck_production_bill_state check (state in ('DRAFT', 'ACTIVE', 'WITHDRAWN')),
    constraint ck_production_bill_validity check ((state = 'ACTIVE') = (valid_from is not null)
        and (valid_to is null or state = 'ACTIVE' and valid_to >= valid_from)),
    constraint ck_production_bill_bounds check (quantity > 0 and version_no > 0)
);
