-- An approved expense claim is the sum of its lines, has one entry and one open item of its total, and is reimbursed when nothing of that is open; one that was taken back has both and is credited whole; no other claim has any.
select 'claim' as problem, hex(x.id) as id, x.total, x.posted, x.open_item
from (select c.id, c.total, c.state, c.payment_id, e.total_debit as posted, o.amount as open_item, o.open_amount,
             (select sum(a.amount)
              from finance_allocation a
              join finance_payment p on p.id = a.payment_id and p.subledger = 'EMPLOYEE' and p.method = 'CREDIT'
              where a.open_item_id = o.id) as credited
      from hr_expense_claim c
      left join finance_journal_entry e
             on e.company_id = c.company_id and e.source_type = 'hr.expense-claim' and e.source_id = c.id and e.posting = 'expense'
      left join finance_open_item o
             on o.company_id = c.company_id and o.source_type = 'hr.expense-claim' and o.source_id = c.id
            and o.kind = 'EMPLOYEE' and o.party_id = c.employee_id
      where c.id is not null
        and c.id >= :since
      ) x
where not (if(x.state in ('APPROVED', 'REIMBURSED') or x.state = 'REJECTED' and x.credited is not null, x.total, null) <=> x.posted
           and if(x.state in ('APPROVED', 'REIMBURSED') or x.state = 'REJECTED' and x.credited is not null, x.total, null) <=> x.open_item)
   or (x.state = 'REIMBURSED') <> (x.open_item is not null and x.open_amount = 0 and x.credited is null)
   or (x.state = 'REIMBURSED') <> (x.payment_id is not null)
   or x.credited is not null and (x.state <> 'REJECTED' or x.credited <> x.total)
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
