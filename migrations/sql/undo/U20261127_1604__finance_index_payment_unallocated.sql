drop index ix_finance_payment_unallocated on finance_payment algorithm=inplace lock=none;
