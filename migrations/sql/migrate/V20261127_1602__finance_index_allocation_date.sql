-- expand
-- Ageing at an earlier day takes back what was allocated later.
create index ix_finance_allocation_date on finance_allocation (company_id, allocation_date) algorithm=inplace lock=none;
