-- expand
-- When the bank gave back what it had paid of a slip: what is not paid again is owed still.
alter table hr_payslip add column returned_on date null;
