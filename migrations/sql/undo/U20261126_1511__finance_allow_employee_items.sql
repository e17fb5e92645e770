alter table finance_open_item drop constraint ck_finance_open_item_subledger, add constraint ck_finance_open_item_kind check (kind in ('RECEIVABLE', 'PAYABLE'));
