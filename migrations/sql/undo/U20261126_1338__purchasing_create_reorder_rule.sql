drop table if exists purchasing_reorder_rule;
