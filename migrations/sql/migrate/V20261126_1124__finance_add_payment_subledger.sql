-- expand
-- Money that came in from a customer, or went out to a supplier.
alter table finance_payment add column subledger varchar(16) not null default 'RECEIVABLE';
