drop index ix_finance_open_item_due on finance_open_item;
