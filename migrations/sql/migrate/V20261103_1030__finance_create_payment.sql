-- expand
create table finance_payment (
    id           binary(16)    not null,
    company_id   binary(16)    not null,
    party_id     binary(16)    not null,
    payment_date date          not null,
    reference    varchar(140)  not null,
    currency     char(3)       not null,
    amount       decimal(19,4) not null,
    unallocated  decimal(19,4) not null,
    created_at   datetime(6)   not null,
    version      bigint        not null,
    constraint pk_finance_payment primary key (id),
    constraint ck_finance_payment_bounds check (amount > 0 and unallocated >= 0 and unallocated <= amount),
    index ix_finance_payment_company (company_id, id),
    index ix_finance_payment_party (party_id, id)
);
