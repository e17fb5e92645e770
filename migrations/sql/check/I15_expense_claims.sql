-- An approved expense claim is the sum of its lines, has one entry and one open item of its total, and is reimbursed when nothing of that is open; one that was taken back has both and is credited whole; no other claim has any.
select 'claim' as problem, hex(c.id) as id, c.total, e.total_debit as posted, o.amount as open_item
from hr_expense_claim c
left join finance_journal_entry e
       on e.company_id = c.company_id and e.source_type = 'hr.expense-claim' and e.source_id = c.id and e.posting = 'expense'
left join finance_open_item o
       on o.company_id = c.company_id and o.source_type = 'hr.expense-claim' and o.source_id = c.id
      and o.kind = 'EMPLOYEE' and o.party_id = c.employee_id
left join (select a.open_item_id, sum(a.amount) as amount
           from finance_allocation a
           join finance_payment p on p.id = a.payment_id and p.subledger = 'EMPLOYEE' and p.method = 'CREDIT'
           group by a.open_item_id) t on t.open_item_id = o.id
where (not (if(c.state in ('APPROVED', 'REIMBURSED') or c.state = 'REJECTED' and t.amount is not null, c.total, null) <=> e.total_debit
            and if(c.state in ('APPROVED', 'REIMBURSED') or c.state = 'REJECTED' and t.amount is not null, c.total, null) <=> o.amount)
       or (c.state = 'REIMBURSED') <> (o.amount is not null and o.open_amount = 0 and t.amount is null)
       or (c.state = 'REIMBURSED') <> (c.payment_id is not null)
       or t.amount is not null and (c.state <> 'REJECTED' or t.amount <> c.total))
  and c.id >= :since
union all
select 'lines', hex(c.id), c.total, sum(l.net), sum(l.tax)
from hr_expense_claim c left join hr_expense_line l on l.claim_id = c.id
where c.id is not null
  and c.id >= :since
group by c.id, c.total, c.net, c.tax
having not (c.net <=> sum(l.net) and c.tax <=> sum(l.tax))
union all
select 'entry of no claim', hex(e.id), null, e.total_debit, null
from finance_journal_entry e left join hr_expense_claim c on c.id = e.source_id and c.company_id = e.company_id
where e.source_type = 'hr.expense-claim' and c.id is null
  and e.id >= :since
union all
select 'credit of no claim', hex(p.id), null, p.amount, null
from finance_payment p
where p.subledger = 'EMPLOYEE' and p.method = 'CREDIT'
  and not exists (select 1 from finance_allocation a join finance_open_item o on o.id = a.open_item_id
                  where a.payment_id = p.id and o.source_type = 'hr.expense-claim')
  and p.id >= :since
