-- expand
-- What came in for an order; inventory's receipt of the goods that were taken in has the same id.
create table purchasing_receipt (
    id            binary(16)    not null,
    company_id    binary(16)    not null,
    number        varchar(32) collate ascii_bin not null,
    order_id      binary(16)    not null,
    supplier_id   binary(16)    not null,
    warehouse_id  binary(16)    not null,
    receipt_date  date          not null,
    delivery_note varchar(64)   null,
    currency      char(3)       not null,
    value         decimal(19,4) not null,
    created_at    datetime(6)   not null,
    constraint pk_purchasing_receipt primary key (id),
    constraint uq_purchasing_receipt_id unique (company_id, id),
    constraint uq_purchasing_receipt_number unique (company_id, number),
    constraint fk_purchasing_receipt_order foreign key (company_id, order_id) references purchasing_order (company_id, id),
    constraint fk_purchasing_receipt_supplier foreign key (company_id, supplier_id) references purchasing_supplier (company_id, id),
    constraint fk_purchasing_receipt_warehouse foreign key (warehouse_id) references inventory_warehouse (id),
    constraint ck_purchasing_receipt_value check (value >= 0),
    index ix_purchasing_receipt_date (company_id, receipt_date, id)
) comment = 'append-only';
