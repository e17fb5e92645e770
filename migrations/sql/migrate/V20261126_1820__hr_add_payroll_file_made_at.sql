-- expand
-- When the bank was last sent a file: what it was sent is not undone without its word.
alter table hr_payroll_run add column file_made_at datetime(6) null;
