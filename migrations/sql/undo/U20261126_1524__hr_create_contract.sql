drop table if exists hr_contract;
