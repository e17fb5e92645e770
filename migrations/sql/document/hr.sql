-- document hr.expense-claim
select id, number, null, total, currency from hr_expense_claim where id in (:ids);

-- document hr.leave-request
select id, null, from_day, null, null from hr_leave_request where id in (:ids);

-- document hr.payroll-run
select id, period, posted_on, net, currency from hr_payroll_run where id in (:ids);

-- document hr.pay-loan
select id, null, null, amount, currency from hr_pay_loan where id in (:ids);

-- parts
select id, 'hr.expense-claim', claim_id from hr_expense_line where id in (:ids);
select id, 'hr.leave-request', request_id from hr_leave_decision where id in (:ids);
select id, 'hr.leave-request', request_id from hr_leave_entry where id in (:ids) and request_id is not null;
select id, 'hr.payroll-run', run_id from hr_payslip where id in (:ids);
select l.id, 'hr.payroll-run', s.run_id from hr_payslip_line l join hr_payslip s on s.id = l.slip_id where l.id in (:ids);

-- successors
select id, 'finance.payment', payment_id from hr_expense_claim where id in (:ids) and payment_id is not null;
