drop table if exists finance_tax_code;
