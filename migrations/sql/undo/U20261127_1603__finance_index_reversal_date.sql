drop index ix_finance_reversal_date on finance_reversal algorithm=inplace lock=none;
