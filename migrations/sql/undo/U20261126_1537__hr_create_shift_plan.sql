drop table if exists hr_shift_plan;
