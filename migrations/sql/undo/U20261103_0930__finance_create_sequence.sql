drop table if exists finance_sequence;
