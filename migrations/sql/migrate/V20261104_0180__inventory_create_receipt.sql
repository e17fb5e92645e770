-- expand
create table inventory_receipt (
    id           binary(16)    not null,
    company_id   binary(16)    not null,
    warehouse_id binary(16)    not null,
    receipt_date date          not null,
    currency     char(3)       not null,
    value        decimal(19,4) not null,
    created_at   datetime(6)   not null,
    constraint pk_inventory_receipt primary key (id),
    constraint fk_inventory_receipt_warehouse foreign key (warehouse_id) references inventory_warehouse (id),
    constraint ck_inventory_receipt_value check (value >= 0),
    index ix_inventory_receipt_company (company_id, id)
) comment = 'append-only';
