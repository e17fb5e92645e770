drop table if exists purchasing_requisition_line;
