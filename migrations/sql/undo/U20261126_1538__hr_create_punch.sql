drop table if exists hr_punch;
