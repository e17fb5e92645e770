-- expand
-- DOCUMENT: tax was rounded once for each code, over the order's invoices so far. Null: line by line, by a version before.
alter table sales_invoice add column tax_rounding varchar(16) null;
