-- expand
-- The tables of invoices are finance's: an invoice is owed by a customer or to a supplier, for any module's document.
alter table sales_invoice
    drop foreign key fk_sales_invoice_order,
    drop foreign key fk_sales_invoice_customer,
    modify column series varchar(40) not null,
    modify column number bigint null,
    add column subledger varchar(16) not null default 'RECEIVABLE',
    add column source_type varchar(40) not null default 'sales.order',
    add column external_number varchar(40) null;
