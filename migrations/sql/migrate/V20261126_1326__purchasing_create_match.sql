-- expand
-- So much of a receipt is what an invoice bills; a row with a negative quantity takes that back.
create table purchasing_match (
    id              binary(16)    not null,
    company_id      binary(16)    not null,
    cause_type      varchar(40) collate ascii_bin not null,
    cause_id        binary(16)    not null,
    order_line_id   binary(16)    not null,
    receipt_line_id binary(16)    not null,
    invoice_line_id binary(16)    not null,
    quantity        decimal(19,6) not null,
    receipt_value   decimal(19,4) not null,
    invoice_value   decimal(19,4) not null,
    matched_at      datetime(6)   not null,
    constraint pk_purchasing_match primary key (id),
    constraint fk_purchasing_match_order_line foreign key (company_id, order_line_id) references purchasing_order_line (company_id, id),
    constraint fk_purchasing_match_receipt_line foreign key (company_id, receipt_line_id) references purchasing_receipt_line (company_id, id),
    constraint fk_purchasing_match_invoice_line foreign key (company_id, invoice_line_id) references purchasing_invoice_line (company_id, id),
    constraint ck_purchasing_match_sign check (quantity <> 0 and receipt_value * quantity >= 0 and invoice_value * quantity >= 0),
    index ix_purchasing_match_company (company_id, id),
    index ix_purchasing_match_cause (cause_id)
) comment = 'append-only';
