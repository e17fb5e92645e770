-- expand
alter table inventory_receipt_line add column source_line_id binary(16) null;
