-- expand
create table finance_opening (
    id           binary(16)  not null,
    company_id   binary(16)  not null,
    opening_date date        not null,
    state        varchar(16) not null,
    changes      int         not null,
    created_at   datetime(6) not null,
    closed_at    datetime(6) null,
    version      bigint      not null,
    constraint pk_finance_opening primary key (id),
    constraint uq_finance_opening_company unique (company_id),
    constraint ck_finance_opening_state check (state in ('DRAFT', 'CLOSED') and (state = 'CLOSED') = (closed_at is not null))
);
