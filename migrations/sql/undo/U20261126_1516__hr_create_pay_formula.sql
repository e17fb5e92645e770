drop table if exists hr_pay_formula;
