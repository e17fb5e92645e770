drop table if exists purchasing_supplier;
