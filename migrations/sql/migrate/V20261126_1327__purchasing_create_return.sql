-- expand
-- Goods that were sent back; inventory's delivery of them has the same id.
create table purchasing_return (
    id           binary(16)    not null,
    company_id   binary(16)    not null,
    number       varchar(32) collate ascii_bin not null,
    receipt_id   binary(16)    not null,
    order_id     binary(16)    not null,
    supplier_id  binary(16)    not null,
    warehouse_id binary(16)    not null,
    return_date  date          not null,
    reason       varchar(200)  not null,
    currency     char(3)       not null,
    value        decimal(19,4) not null,
    created_at   datetime(6)   not null,
    constraint pk_purchasing_return primary key (id),
    constraint uq_purchasing_return_id unique (company_id, id),
    constraint uq_purchasing_return_number unique (company_id, number),
    constraint fk_purchasing_return_receipt foreign key (company_id, receipt_id) references purchasing_receipt (company_id, id),
    constraint fk_purchasing_return_order foreign key (company_id, order_id) references purchasing_order (company_id, id),
    constraint fk_purchasing_return_supplier foreign key (company_id, supplier_id) references purchasing_supplier (company_id, id),
    constraint fk_purchasing_return_warehouse foreign key (warehouse_id) references inventory_warehouse (id),
    constraint ck_purchasing_return_value check (value >= 0)
) comment = 'append-only';
