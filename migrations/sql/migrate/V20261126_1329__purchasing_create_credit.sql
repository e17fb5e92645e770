-- expand
-- What makes an invoice less: the supplier's credit note, or our debit note for goods sent back. Finance's credit has the same id.
create table purchasing_credit (
    id          binary(16)    not null,
    company_id  binary(16)    not null,
    kind        varchar(16)   not null,
    supplier_id binary(16)    not null,
    return_id   binary(16)    null,
    number      varchar(40)   not null,
    number_key  varchar(40) collate utf8mb4_bin null,
    number_year int           not null,
    credit_date date          not null,
    reason      varchar(200)  not null,
    currency    char(3)       not null,
    net         decimal(19,4) not null,
    tax         decimal(19,4) not null,
    total       decimal(19,4) not null,
    entered_by  binary(16)    not null,
    created_at  datetime(6)   not null,
    constraint pk_purchasing_credit primary key (id),
    constraint uq_purchasing_credit_id unique (company_id, id),
    constraint uq_purchasing_credit_number unique (company_id, supplier_id, number_year, number_key),
    constraint fk_purchasing_credit_supplier foreign key (company_id, supplier_id) references purchasing_supplier (company_id, id),
    constraint fk_purchasing_credit_return foreign key (company_id, return_id) references purchasing_return (company_id, id),
    constraint ck_purchasing_credit_kind check (kind = 'CREDIT_NOTE' and return_id is null and number_key is not null or kind = 'DEBIT_NOTE' and return_id is not null and number_key is null),
    constraint ck_purchasing_credit_total check (total = net + tax and net >= 0 and tax >= 0),
    index ix_purchasing_credit_company (company_id, id)
) comment = 'append-only';
