-- expand
create table finance_period (
    id          binary(16)  not null,
    company_id  binary(16)  not null,
    fiscal_year int         not null,
    number      int         not null,
    start_date  date        not null,
    end_date    date        not null,
    state       varchar(16) not null,
    closed_at   datetime(6) null,
    version     bigint      not null,
    constraint pk_finance_period primary key (id),
    constraint uq_finance_period_number unique (company_id, fiscal_year, number),
    constraint uq_finance_period_start unique (company_id, start_date),
    constraint ck_finance_period_dates check (start_date <= end_date),
    constraint ck_finance_period_state check (state in ('OPEN', 'CLOSED') and (state = 'CLOSED') = (closed_at is not null))
);
