-- expand
create index ix_finance_journal_entry_date on finance_journal_entry (company_id, entry_date, id);
