-- expand
create table production_posting (
    id          binary(16)    not null,
    company_id  binary(16)    not null,
    order_id    binary(16)    not null,
    posting_no  int           not null,
    kind        varchar(16)   not null,
    posted_on   date          not null,
    currency    char(3)       not null,
    wip_change  decimal(19,4) not null,
    reversal_of binary(16)    null,
    created_at  datetime(6)   not null,
    constraint pk_production_posting primary key (id),
    constraint uq_production_posting_company unique (company_id, id),
    constraint uq_production_posting_no unique (company_id, order_id, posting_no),
    constraint uq_production_posting_reversal unique (company_id, reversal_of),
    constraint fk_production_posting_order foreign key (company_id, order_id)
        references production_order (company_id, id),
    constraint fk_production_posting_reversal foreign key (company_id, reversal_of)
        references production_posting (company_id, id),
    constraint ck_production_posting_kind check (kind in ('ISSUE', 'OUTPUT', 'TIME', 'CLOSE')),
    index ix_production_posting_date (company_id, posted_on, id)
) comment = 'append-only';
