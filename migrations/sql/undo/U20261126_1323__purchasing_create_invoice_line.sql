drop table if exists purchasing_invoice_line;
