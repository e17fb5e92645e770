-- expand
alter table finance_open_item drop constraint ck_finance_open_item_kind, add constraint ck_finance_open_item_subledger check (kind in ('RECEIVABLE', 'PAYABLE', 'EMPLOYEE'));
