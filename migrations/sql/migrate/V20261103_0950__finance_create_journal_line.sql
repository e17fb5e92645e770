-- expand
create table finance_journal_line (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    entry_id   binary(16)    not null,
    line_no    int           not null,
    account_id binary(16)    not null,
    party_id   binary(16)    null,
    entry_date date          not null,
    currency   char(3)       not null,
    debit      decimal(19,4) not null,
    credit     decimal(19,4) not null,
    constraint pk_finance_journal_line primary key (id),
    constraint uq_finance_journal_line_no unique (entry_id, line_no),
    constraint fk_finance_journal_line_entry foreign key (entry_id) references finance_journal_entry (id),
    constraint fk_finance_journal_line_account foreign key (account_id) references finance_account (id),
    constraint ck_finance_journal_line_side check (debit >= 0 and credit >= 0 and (debit = 0) <> (credit = 0)),
    index ix_finance_journal_line_account (account_id, entry_date, currency, party_id, debit, credit)
) comment = 'append-only';
