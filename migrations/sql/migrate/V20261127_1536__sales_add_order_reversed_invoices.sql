-- expand
-- Invoices of the order that were taken back: each keeps its count.
alter table sales_order add column reversed_invoices int not null default 0, algorithm=instant;
