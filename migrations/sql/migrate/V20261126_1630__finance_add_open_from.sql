-- expand
ALTER TABLE finance_period ADD COLUMN open_from date NULL;
