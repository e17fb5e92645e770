-- expand
create table purchasing_requisition_line (
    id              binary(16)    not null,
    company_id      binary(16)    not null,
    requisition_id  binary(16)    not null,
    line_no         int           not null,
    item_id         binary(16)    not null,
    quantity        decimal(19,6) not null,
    needed_by       date          not null,
    supplier_id     binary(16)    null,
    estimated_price decimal(19,6) null,
    constraint pk_purchasing_requisition_line primary key (id),
    constraint uq_purchasing_requisition_line_no unique (requisition_id, line_no),
    constraint fk_purchasing_requisition_line_requisition foreign key (company_id, requisition_id) references purchasing_requisition (company_id, id),
    constraint fk_purchasing_requisition_line_supplier foreign key (company_id, supplier_id) references purchasing_supplier (company_id, id),
    constraint fk_purchasing_requisition_line_item foreign key (item_id) references inventory_item (id),
    constraint ck_purchasing_requisition_line_bounds check (quantity > 0 and (estimated_price is null or estimated_price >= 0))
);
