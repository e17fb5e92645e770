-- expand
create table purchasing_agreement_line (
    id           binary(16)    not null,
    company_id   binary(16)    not null,
    agreement_id binary(16)    not null,
    line_no      int           not null,
    item_id      binary(16)    not null,
    quantity     decimal(19,6) not null,
    unit_price   decimal(19,6) not null,
    tax_code     varchar(32)   not null,
    constraint pk_purchasing_agreement_line primary key (id),
    constraint uq_purchasing_agreement_line_no unique (agreement_id, line_no),
    constraint uq_purchasing_agreement_line_item unique (agreement_id, item_id),
    constraint fk_purchasing_agreement_line_agreement foreign key (company_id, agreement_id) references purchasing_agreement (company_id, id),
    constraint fk_purchasing_agreement_line_item foreign key (item_id) references inventory_item (id),
    constraint ck_purchasing_agreement_line_bounds check (quantity > 0 and unit_price >= 0)
) comment = 'append-only';
