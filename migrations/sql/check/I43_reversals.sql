-- What a document that was taken back had posted, moved, opened and paid cancels out: account by account, item by item, and nothing of it is open or unallocated; what takes back an allocation is its negative.
select 'entry' as what, hex(r.document_id) as id, sum(l.debit - l.credit) as left_over
from finance_reversal r
join finance_journal_entry e on e.company_id = r.company_id and e.source_type = r.document_type and e.source_id = r.document_id
join finance_journal_line l on l.entry_id = e.id
where r.id is not null
  and (r.id >= :since or e.id >= :since)
group by r.document_id, l.account_id, l.party_id, l.cost_centre
having sum(l.debit - l.credit) <> 0
union all
select 'tax', hex(r.document_id), sum(abs(t.base) + abs(t.amount))
from finance_reversal r
join finance_journal_entry e on e.company_id = r.company_id and e.source_type = r.document_type and e.source_id = r.document_id
join finance_tax_line t on t.entry_id = e.id
where r.id is not null
  and (r.id >= :since or e.id >= :since)
group by r.document_id, t.tax_code_id
having sum(t.base) <> 0 or sum(t.amount) <> 0
union all
select 'move', hex(m.id), m.quantity
from finance_reversal r
join inventory_move m on m.source_id = r.document_id and m.reversal_of is null
left join inventory_move b on b.source_id = m.source_id and b.reversal_of = m.id and b.item_id = m.item_id
     and b.from_location_id = m.to_location_id and b.to_location_id = m.from_location_id and b.quantity = m.quantity
where b.id is null
  and (r.id >= :since or m.id >= :since)
union all
select 'value', hex(r.document_id), sum(v.value)
from finance_reversal r
join inventory_valuation v on v.source_id = r.document_id
where r.id is not null
  and (r.id >= :since or v.id >= :since)
group by r.document_id, v.layer_id
having sum(v.quantity) <> 0 or sum(v.value) <> 0
union all
select 'move of a document that stands', hex(m.id), m.quantity
from inventory_move m
where m.reversal_of is not null and m.source_id not in (select document_id from finance_reversal)
  and m.id >= :since
union all
select 'open item', hex(i.id), i.open_amount
from finance_reversal r
join finance_open_item i on i.company_id = r.company_id and i.source_type = r.document_type and i.source_id = r.document_id
left join finance_allocation a on a.open_item_id = i.id
where r.id is not null
  and (r.id >= :since or i.id >= :since)
group by i.id, i.open_amount
having i.open_amount <> 0 or coalesce(sum(a.amount), 0) <> 0
union all
select 'payment', hex(p.id), p.unallocated
from finance_reversal r
join finance_payment p on p.id = r.document_id
left join finance_allocation a on a.payment_id = p.id
where r.id is not null
  and r.id >= :since
group by p.id, p.unallocated
having p.unallocated <> 0 or coalesce(sum(a.amount), 0) <> 0
union all
select 'allocation', hex(a.id), a.amount
from finance_allocation a
left join finance_allocation o on o.id = a.reverses_id and o.payment_id = a.payment_id and o.open_item_id = a.open_item_id
     and o.amount = -a.amount and o.amount > 0
where (a.amount <= 0 or a.reverses_id is not null) and o.id is null
  and a.id >= :since
