-- document finance.journal-entry
select e.id, concat(n.book, ' ', n.fiscal_year, '-', n.number), e.entry_date, e.total_debit, e.currency
from finance_journal_entry e left join finance_entry_number n on n.id = e.id
where e.id in (:ids) and e.source_type = 'finance.journal-entry';

-- document finance.payment
select id, nullif(reference, ''), payment_date, amount, currency from finance_payment where id in (:ids);

-- document finance.refund
select i.source_id, i.reference, i.item_date, i.amount, i.currency
from core_company c
straight_join finance_open_item i on i.company_id = c.id
    and i.source_type = 'finance.refund' and i.source_id in (:ids);

-- document finance.payment-run
select id, number, coalesce(payment_date, due_by), total, currency from finance_payment_run where id in (:ids);

-- document finance.opening
select id, null, opening_date, null, null from finance_opening where id in (:ids);

-- parts
select id, source_type, source_id from finance_journal_entry where id in (:ids);
select l.id, e.source_type, e.source_id
from finance_journal_line l join finance_journal_entry e on e.id = l.entry_id where l.id in (:ids);
select t.id, e.source_type, e.source_id
from finance_tax_line t join finance_journal_entry e on e.id = t.entry_id where t.id in (:ids);
select id, source_type, source_id from finance_open_item where id in (:ids);
select id, 'finance.payment', payment_id from finance_allocation where id in (:ids);
select id, 'finance.payment-run', run_id from finance_payment_run_line where id in (:ids);
select id, 'finance.payment-run', run_id from finance_payment_run_set_off where id in (:ids);
select id, 'finance.opening', opening_id from finance_opening_line where id in (:ids);

-- successors
select reversal_of, 'finance.journal-entry', id from finance_journal_entry where reversal_of in (:ids);
select i.source_id, 'finance.payment', a.payment_id
from core_company c
straight_join finance_open_item i on i.company_id = c.id
    and i.source_type in ('sales.invoice', 'purchasing.invoice', 'hr.expense-claim', 'hr.payroll-run', 'finance.refund')
    and i.source_id in (:ids)
join finance_allocation a on a.open_item_id = i.id;
select i.source_id, 'finance.payment-run', l.run_id
from core_company c
straight_join finance_open_item i on i.company_id = c.id
    and i.source_type in ('purchasing.invoice', 'hr.expense-claim', 'hr.payroll-run') and i.source_id in (:ids)
join finance_payment_run_line l on l.open_item_id = i.id;
select a.payment_id, 'finance.refund', i.source_id
from finance_allocation a
join finance_open_item i on i.id = a.open_item_id and i.source_type = 'finance.refund'
where a.payment_id in (:ids);
