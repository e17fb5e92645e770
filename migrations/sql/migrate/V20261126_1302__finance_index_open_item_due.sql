-- expand
create index ix_finance_open_item_due on finance_open_item (company_id, due_date, id);
