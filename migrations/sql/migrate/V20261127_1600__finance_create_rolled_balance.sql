-- expand
-- What is on each account at the end of a closed period, from the beginning on; true of this version of the period only (check I08).
-- No key holds the period: versions that do not know this table remove unused ones.
create table finance_rolled_balance (
    company_id     binary(16)    not null,
    period_id      binary(16)    not null,
    period_version bigint        not null,
    account_id     binary(16)    not null,
    currency       char(3)       not null,
    debit          decimal(25,4) not null,
    credit         decimal(25,4) not null,
    constraint pk_finance_rolled_balance primary key (period_id, account_id, currency),
    constraint fk_finance_rolled_balance_account foreign key (account_id) references finance_account (id),
    constraint ck_finance_rolled_balance_sign check (debit >= 0 and credit >= 0)
);
