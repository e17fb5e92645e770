drop table if exists inventory_receipt_line;
