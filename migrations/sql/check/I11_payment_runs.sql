-- A payment run that was released has paid each of its lines and allocated each of its set-offs, once and in full, what was taken off included; any other has paid and set off nothing. What is set off is a credit of the supplier who is owed.
select 'line' as what, hex(l.id) as id, r.state, l.amount - l.discount as said, coalesce(a.amount, 0) as paid
from finance_payment_run_line l
join finance_payment_run r on r.id = l.run_id
left join finance_allocation a on a.payment_id = l.payment_id and a.open_item_id = l.open_item_id and a.reverses_id is null
where (r.state = 'PAID') <> (l.payment_id is not null)
   or r.state = 'PAID' and not (a.amount <=> l.amount - l.discount)
union all
select 'run', hex(r.id), r.state, r.total, coalesce(l.paid, 0)
from finance_payment_run r
left join (select run_id, sum(amount - discount) as paid, sum(discount) as discount from finance_payment_run_line group by run_id) l on l.run_id = r.id
where r.total <> coalesce(l.paid, 0) or r.discount <> coalesce(l.discount, 0)
union all
select 'set-off', hex(s.id), r.state, s.amount, coalesce(a.amount, 0)
from finance_payment_run_set_off s
join finance_payment_run r on r.id = s.run_id
left join finance_allocation a on a.id = s.allocation_id and a.payment_id = s.credit_id and a.open_item_id = s.open_item_id
where (r.state = 'PAID') <> (s.allocation_id is not null)
   or r.state = 'PAID' and not (a.amount <=> s.amount)
union all
select 'credit set off', hex(s.id), r.state, s.amount, p.amount
from finance_payment_run_set_off s
join finance_payment_run r on r.id = s.run_id
join finance_payment p on p.id = s.credit_id
join finance_open_item i on i.id = s.open_item_id
where p.method <> 'CREDIT' or i.kind <> 'PAYABLE' or p.subledger <> 'PAYABLE' or p.party_id <> i.party_id
