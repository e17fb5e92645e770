-- expand
-- Why an invoice is blocked, or was.
create table purchasing_block (
    id         binary(16)   not null,
    company_id binary(16)   not null,
    invoice_id binary(16)   not null,
    line_no    int          not null,
    reason     varchar(16)  not null,
    expected   varchar(40)  not null,
    actual     varchar(40)  not null,
    constraint pk_purchasing_block primary key (id),
    constraint uq_purchasing_block_reason unique (invoice_id, line_no, reason),
    constraint fk_purchasing_block_invoice foreign key (company_id, invoice_id) references purchasing_invoice (company_id, id),
    constraint ck_purchasing_block_reason check (reason in ('QUANTITY', 'PRICE', 'TAX', 'TOTAL'))
);
