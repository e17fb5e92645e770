ALTER TABLE finance_period DROP COLUMN open_from;
