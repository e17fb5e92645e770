-- expand
create table purchasing_rfq_line (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    rfq_id     binary(16)    not null,
    line_no    int           not null,
    item_id    binary(16)    not null,
    quantity   decimal(19,6) not null,
    needed_by  date          not null,
    constraint pk_purchasing_rfq_line primary key (id),
    constraint uq_purchasing_rfq_line_id unique (company_id, id),
    constraint uq_purchasing_rfq_line_no unique (rfq_id, line_no),
    constraint fk_purchasing_rfq_line_rfq foreign key (company_id, rfq_id) references purchasing_rfq (company_id, id),
    constraint fk_purchasing_rfq_line_item foreign key (item_id) references inventory_item (id),
    constraint ck_purchasing_rfq_line_quantity check (quantity > 0)
);
