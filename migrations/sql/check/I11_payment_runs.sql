-- A payment run that was released has paid each of its lines, once and in full, what was taken off included; any other has paid nothing.
select 'line' as what, hex(l.id) as id, r.state, l.amount - l.discount as said, coalesce(a.amount, 0) as paid
from finance_payment_run_line l
join finance_payment_run r on r.id = l.run_id
left join finance_allocation a on a.payment_id = l.payment_id and a.open_item_id = l.open_item_id
where (r.state = 'PAID') <> (l.payment_id is not null)
   or r.state = 'PAID' and not (a.amount <=> l.amount - l.discount)
union all
select 'run', hex(r.id), r.state, r.total, coalesce(l.paid, 0)
from finance_payment_run r
left join (select run_id, sum(amount - discount) as paid, sum(discount) as discount from finance_payment_run_line group by run_id) l on l.run_id = r.id
where r.total <> coalesce(l.paid, 0) or r.discount <> coalesce(l.discount, 0)
