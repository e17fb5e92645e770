-- expand
-- What a company tolerates and who has to approve: one row for a company, whose id it has.
create table purchasing_policy (
    id                   binary(16)    not null,
    company_id           binary(16)    not null,
    version              bigint        not null,
    over_receipt_percent decimal(9,4)  not null,
    quantity_percent     decimal(9,4)  not null,
    price_percent        decimal(9,4)  not null,
    total_amount         decimal(19,4) not null,
    constraint pk_purchasing_policy primary key (id),
    constraint uq_purchasing_policy_id unique (company_id, id),
    constraint ck_purchasing_policy_bounds check (over_receipt_percent between 0 and 100 and quantity_percent between 0 and 100 and price_percent between 0 and 100 and total_amount >= 0)
);
