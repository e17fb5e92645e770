-- expand
-- What takes back an allocation is its negative.
alter table finance_allocation
    drop constraint ck_finance_allocation_amount,
    add column reverses_id binary(16) null,
    add constraint uq_finance_allocation_reverses unique (reverses_id),
    algorithm=inplace, lock=none;
