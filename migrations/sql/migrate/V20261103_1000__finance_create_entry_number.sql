-- expand
create table finance_entry_number (
    id          binary(16)  not null,
    company_id  binary(16)  not null,
    book        varchar(16) not null,
    fiscal_year int         not null,
    number      bigint      not null,
    constraint pk_finance_entry_number primary key (id),
    constraint uq_finance_entry_number_number unique (company_id, book, fiscal_year, number),
    constraint fk_finance_entry_number_entry foreign key (id) references finance_journal_entry (id),
    constraint ck_finance_entry_number_number check (number >= 1)
) comment = 'append-only';
