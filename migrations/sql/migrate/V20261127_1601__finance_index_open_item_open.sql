-- expand
-- Ageing looks for what is open now, whatever was paid long ago.
create index ix_finance_open_item_open on finance_open_item (company_id, kind, open_amount) algorithm=inplace lock=none;
