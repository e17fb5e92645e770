-- expand
create table finance_tax_line (
    id          binary(16)    not null,
    company_id  binary(16)    not null,
    entry_id    binary(16)    not null,
    tax_code_id binary(16)    not null,
    tax_date    date          not null,
    currency    char(3)       not null,
    base        decimal(19,4) not null,
    amount      decimal(19,4) not null,
    constraint pk_finance_tax_line primary key (id),
    constraint uq_finance_tax_line_code unique (entry_id, tax_code_id),
    constraint fk_finance_tax_line_entry foreign key (entry_id) references finance_journal_entry (id),
    constraint fk_finance_tax_line_code foreign key (tax_code_id) references finance_tax_code (id),
    constraint ck_finance_tax_line_sign check (base * amount >= 0),
    index ix_finance_tax_line_date (tax_code_id, tax_date, currency, base, amount)
) comment = 'append-only';
