-- expand
-- Ageing has what is unallocated beside what is owed.
create index ix_finance_payment_unallocated on finance_payment (company_id, subledger, unallocated) algorithm=inplace lock=none;
