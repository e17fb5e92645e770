drop table if exists purchasing_approval;
