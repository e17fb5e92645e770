drop table if exists finance_journal_entry;
