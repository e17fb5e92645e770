-- expand
-- Of those who have left, the one by id up to whom it has been looked whether they are owed anything.
alter table hr_payroll_run add column settled_to binary(16) null;
