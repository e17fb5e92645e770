-- expand
-- Documents that were taken back: from reversal_date on their entries, moves and open items cancel out (check I43).
create table finance_reversal (
    id            binary(16)   not null,
    company_id    binary(16)   not null,
    document_type varchar(40) collate utf8mb4_bin not null,
    document_id   binary(16)   not null,
    reversal_date date         not null,
    reason        varchar(200) null,
    created_at    datetime(6)  not null,
    constraint pk_finance_reversal primary key (id),
    constraint uq_finance_reversal_document unique (document_id),
    constraint fk_finance_reversal_company foreign key (company_id) references core_company (id),
    index ix_finance_reversal_company (company_id, id)
) comment = 'append-only';
