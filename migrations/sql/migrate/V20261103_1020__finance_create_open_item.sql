-- expand
create table finance_open_item (
    id          binary(16)    not null,
    company_id  binary(16)    not null,
    kind        varchar(16)   not null,
    party_id    binary(16)    not null,
    source_type varchar(40) collate utf8mb4_bin not null,
    source_id   binary(16)    not null,
    posting     varchar(40) collate utf8mb4_bin not null,
    reference   varchar(40)   not null,
    item_date   date          not null,
    due_date    date          not null,
    currency    char(3)       not null,
    amount      decimal(19,4) not null,
    open_amount decimal(19,4) not null,
    version     bigint        not null,
    constraint pk_finance_open_item primary key (id),
    constraint uq_finance_open_item_source unique (company_id, source_type, source_id),
    constraint ck_finance_open_item_kind check (kind in ('RECEIVABLE', 'PAYABLE')),
    constraint ck_finance_open_item_open check (amount > 0 and open_amount >= 0 and open_amount <= amount),
    index ix_finance_open_item_company (company_id, id),
    index ix_finance_open_item_party (party_id, id)
);
