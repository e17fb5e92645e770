-- offline: a check looks at every row. Where something was taken back it refuses the undo: the version before can live with those rows.
alter table finance_allocation
    drop index uq_finance_allocation_reverses,
    drop column reverses_id,
    add constraint ck_finance_allocation_amount check (amount > 0);
