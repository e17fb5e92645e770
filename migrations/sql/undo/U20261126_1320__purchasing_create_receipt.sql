drop table if exists purchasing_receipt;
