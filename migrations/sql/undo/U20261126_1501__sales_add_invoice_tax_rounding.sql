alter table sales_invoice drop column tax_rounding;
