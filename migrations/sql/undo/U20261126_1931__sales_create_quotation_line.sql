drop table if exists sales_quotation_line;
