drop table if exists core_quarantine;
