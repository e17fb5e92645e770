-- expand
-- ... and what was reversed later.
create index ix_finance_reversal_date on finance_reversal (company_id, reversal_date) algorithm=inplace lock=none;
