alter table finance_journal_line drop column cost_centre;
