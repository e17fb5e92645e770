alter table inventory_receipt_line drop column source_line_id;
