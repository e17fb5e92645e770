-- expand
alter table finance_journal_line add column cost_centre varchar(20) collate utf8mb4_bin null;
