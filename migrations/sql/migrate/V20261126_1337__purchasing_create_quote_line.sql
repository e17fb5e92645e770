-- expand
create table purchasing_quote_line (
    id          binary(16)    not null,
    company_id  binary(16)    not null,
    quote_id    binary(16)    not null,
    line_no     int           not null,
    rfq_line_id binary(16)    not null,
    unit_price  decimal(19,6) not null,
    constraint pk_purchasing_quote_line primary key (id),
    constraint uq_purchasing_quote_line_line unique (quote_id, rfq_line_id),
    constraint fk_purchasing_quote_line_quote foreign key (company_id, quote_id) references purchasing_quote (company_id, id),
    constraint fk_purchasing_quote_line_rfq_line foreign key (company_id, rfq_line_id) references purchasing_rfq_line (company_id, id),
    constraint ck_purchasing_quote_line_price check (unit_price >= 0)
) comment = 'append-only';
