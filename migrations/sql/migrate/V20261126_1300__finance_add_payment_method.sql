-- expand
-- What settles open items without money is kept like a payment: a supplier's credit, a discount that was taken.
alter table finance_payment add column method varchar(16) not null default 'BANK';
