-- expand
-- Pieces that are not billed any more, at what they were billed; or, without any, a lower price.
create table purchasing_credit_line (
    id              binary(16)     not null,
    company_id      binary(16)     not null,
    credit_id       binary(16)     not null,
    line_no         int            not null,
    invoice_line_id binary(16)     not null,
    order_line_id   binary(16)     not null,
    quantity        decimal(19,6)  not null,
    net             decimal(19,4)  not null,
    tax             decimal(19,4)  not null,
    tax_code        varchar(32)    not null,
    tax_rate        decimal(20,10) not null,
    cleared         decimal(19,4)  not null,
    constraint pk_purchasing_credit_line primary key (id),
    constraint uq_purchasing_credit_line_no unique (credit_id, line_no),
    constraint fk_purchasing_credit_line_credit foreign key (company_id, credit_id) references purchasing_credit (company_id, id),
    constraint fk_purchasing_credit_line_invoice_line foreign key (company_id, invoice_line_id) references purchasing_invoice_line (company_id, id),
    constraint fk_purchasing_credit_line_order_line foreign key (company_id, order_line_id) references purchasing_order_line (company_id, id),
    constraint ck_purchasing_credit_line_bounds check (quantity >= 0 and net >= 0 and tax >= 0 and cleared >= 0 and (quantity > 0 and net <= cleared or quantity = 0 and cleared = 0 and net > 0))
) comment = 'append-only';
