drop table if exists purchasing_quote_line;
