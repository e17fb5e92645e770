drop table if exists hr_expense_line;
