-- expand
create table finance_allocation (
    id              binary(16)    not null,
    company_id      binary(16)    not null,
    payment_id      binary(16)    not null,
    open_item_id    binary(16)    not null,
    allocation_date date          not null,
    currency        char(3)       not null,
    amount          decimal(19,4) not null,
    constraint pk_finance_allocation primary key (id),
    constraint fk_finance_allocation_payment foreign key (payment_id) references finance_payment (id),
    constraint fk_finance_allocation_open_item foreign key (open_item_id) references finance_open_item (id),
    constraint ck_finance_allocation_amount check (amount > 0),
    index ix_finance_allocation_payment (payment_id, amount),
    index ix_finance_allocation_open_item (open_item_id, amount)
) comment = 'append-only';
