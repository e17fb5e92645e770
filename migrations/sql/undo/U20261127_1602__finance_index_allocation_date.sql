drop index ix_finance_allocation_date on finance_allocation algorithm=inplace lock=none;
