drop index ix_finance_open_item_open on finance_open_item algorithm=inplace lock=none;
