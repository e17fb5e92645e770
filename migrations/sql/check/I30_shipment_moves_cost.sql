-- Every line of a delivery or receipt has its move and every such move its line, and each document's inventory posting is what its moves were valued at; those of documents that were taken back cancel out (I43).
select 'line' as what, d.id, d.quantity as documented, m.quantity as moved
from sales_delivery_line d
left join sales_delivery h on h.id = d.delivery_id
left join inventory_move m on m.source_id = d.delivery_id and m.source_line_id = d.id
    and m.kind = 'ISSUE' and m.item_id = d.item_id
    and (h.source_type <> 'sales.order' or m.source_type = 'sales.delivery')
where not (d.quantity <=> m.quantity) and d.delivery_id not in (select document_id from finance_reversal)
  and d.id >= :since
union all
select 'move', m.id, null, m.quantity
from inventory_move m
left join sales_delivery_line d on d.id = m.source_line_id and d.delivery_id = m.source_id
where m.kind = 'ISSUE' and d.id is null and m.source_id not in (select document_id from finance_reversal)
  and m.id >= :since
union all
select 'receipt line', d.id, d.quantity, m.quantity
from inventory_receipt_line d
left join inventory_receipt h on h.id = d.receipt_id
left join inventory_move m on m.source_id = d.receipt_id and m.source_line_id = d.id
    and m.kind = 'RECEIPT' and m.item_id = d.item_id
    and (h.source_type is not null or m.source_type = 'inventory.receipt')
where not (d.quantity <=> m.quantity) and d.receipt_id not in (select document_id from finance_reversal)
  and d.id >= :since
union all
select 'receipt move', m.id, null, m.quantity
from inventory_move m
left join inventory_receipt_line d on d.id = m.source_line_id and d.receipt_id = m.source_id
where m.kind = 'RECEIPT' and d.id is null and m.source_id not in (select document_id from finance_reversal)
  and m.id >= :since
union all
select 'cost', id, sum(posted), sum(valued)
from (
    select e.source_id as id, l.debit - l.credit as posted, 0 as valued
    from finance_account a
    join finance_journal_line l on l.account_id = a.id
    join finance_journal_entry e on e.id = l.entry_id
    where a.role = 'INVENTORY'
      and e.id >= :since and l.entry_id >= :since
    union all
    select source_id, 0, value from inventory_valuation
    where id >= :since
) t
where id not in (select document_id from finance_reversal)
group by id
having sum(posted) <> sum(valued)
union all
select 'cost of goods sold', id, sum(posted), sum(valued)
from (
    select e.source_id as id, l.debit - l.credit as posted, 0 as valued
    from finance_account a
    join finance_journal_line l on l.account_id = a.id
    join finance_journal_entry e on e.id = l.entry_id
    where a.role = 'COST_OF_GOODS_SOLD' and e.posting = 'cost'
      and e.id >= :since and l.entry_id >= :since
    union all
    select m.source_id, 0, -v.value
    from inventory_move m join inventory_valuation v on v.move_id = m.id
    where m.kind = 'ISSUE' and m.source_type <> 'purchasing.return'
      and v.id >= :since
) t
where id not in (select document_id from finance_reversal)
group by id
having sum(posted) <> sum(valued)
