-- expand
-- What a supplier has offered; a later offer of the same supplier counts, and the ones before stay.
create table purchasing_quote (
    id             binary(16)   not null,
    company_id     binary(16)   not null,
    rfq_id         binary(16)   not null,
    supplier_id    binary(16)   not null,
    revision       int          not null,
    reference      varchar(64)  null,
    valid_until    date         not null,
    lead_time_days int          not null,
    quoted_at      datetime(6)  not null,
    constraint pk_purchasing_quote primary key (id),
    constraint uq_purchasing_quote_id unique (company_id, id),
    constraint uq_purchasing_quote_revision unique (rfq_id, supplier_id, revision),
    constraint fk_purchasing_quote_rfq foreign key (company_id, rfq_id) references purchasing_rfq (company_id, id),
    constraint fk_purchasing_quote_supplier foreign key (company_id, supplier_id) references purchasing_supplier (company_id, id),
    constraint ck_purchasing_quote_bounds check (revision > 0 and lead_time_days between 0 and 1000)
) comment = 'append-only';
