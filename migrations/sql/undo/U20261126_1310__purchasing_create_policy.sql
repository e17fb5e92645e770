drop table if exists purchasing_policy;
