drop table if exists production_bill_line;
