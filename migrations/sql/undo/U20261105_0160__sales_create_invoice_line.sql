drop table if exists sales_invoice_line;
