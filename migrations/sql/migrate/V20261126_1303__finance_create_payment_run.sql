-- expand
create table finance_payment_run (
    id           binary(16)    not null,
    company_id   binary(16)    not null,
    version      bigint        not null,
    number       varchar(32) collate ascii_bin not null,
    state        varchar(16)   not null,
    due_by       date          not null,
    currency     char(3)       not null,
    total        decimal(19,4) not null,
    discount     decimal(19,4) not null,
    entered_by   binary(16)    not null,
    released_by  binary(16)    null,
    payment_date date          null,
    created_at   datetime(6)   not null,
    constraint pk_finance_payment_run primary key (id),
    constraint uq_finance_payment_run_id unique (company_id, id),
    constraint uq_finance_payment_run_number unique (company_id, number),
    constraint ck_finance_payment_run_state check (state in ('DRAFT', 'PAID', 'CANCELLED')),
    constraint ck_finance_payment_run_total check (total >= 0 and discount >= 0),
    constraint ck_finance_payment_run_release check ((state = 'PAID') = (released_by is not null) and (released_by is null or released_by <> entered_by))
);
