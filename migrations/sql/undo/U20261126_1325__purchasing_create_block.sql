drop table if exists purchasing_block;
