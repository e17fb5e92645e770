drop table if exists purchasing_return_line;
