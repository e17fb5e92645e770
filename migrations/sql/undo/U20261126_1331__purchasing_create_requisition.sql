drop table if exists purchasing_requisition;
