drop table if exists finance_journal_line;
