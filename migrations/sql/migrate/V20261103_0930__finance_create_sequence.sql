-- expand
create table finance_sequence (
    company_id  binary(16)  not null,
    series      varchar(40) collate utf8mb4_bin not null,
    fiscal_year int         not null,
    next_no     bigint      not null,
    last_date   date        not null,
    constraint pk_finance_sequence primary key (company_id, series, fiscal_year),
    constraint ck_finance_sequence_next_no check (next_no >= 1)
);
