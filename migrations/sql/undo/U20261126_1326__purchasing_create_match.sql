drop table if exists purchasing_match;
