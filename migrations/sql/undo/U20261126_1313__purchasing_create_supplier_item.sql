drop table if exists purchasing_supplier_item;
