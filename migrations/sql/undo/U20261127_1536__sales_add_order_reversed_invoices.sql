alter table sales_order drop column reversed_invoices, algorithm=instant;
