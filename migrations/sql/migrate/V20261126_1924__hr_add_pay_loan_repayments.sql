-- expand
-- How often an employee paid some of it back himself: each has an entry.
alter table hr_pay_loan add column repayments int not null default 0;
