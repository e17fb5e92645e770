-- The stock of a closed opening run lies where it says, in that quantity and value, and comes to what the run counted as its stock.
select 'line' as problem, hex(s.id) as id, s.quantity, m.quantity as moved, s.value, v.value as valued
from finance_opening o
join inventory_opening_line s on s.opening_id = o.id
left join inventory_move m
       on m.source_id = o.id and m.source_line_id = s.id and m.source_type = 'inventory.opening-stock'
      and m.item_id = s.item_id and m.to_location_id = s.warehouse_id and m.effective_date = o.opening_date
left join inventory_valuation v on v.move_id = m.id
where o.state = 'CLOSED' and not (m.quantity <=> s.quantity and v.value <=> s.value)
union all
select 'move of no closed opening', hex(m.id), null, m.quantity, null, null
from inventory_move m
left join inventory_opening_line s on s.id = m.source_line_id and s.opening_id = m.source_id
left join finance_opening o on o.id = s.opening_id
where m.source_type = 'inventory.opening-stock' and (o.id is null or o.state <> 'CLOSED')
  and m.id >= :since
union all
select 'sum', hex(x.opening_id), null, null, sum(x.said), sum(x.counted)
from (select opening_id, value as said, 0 as counted from inventory_opening_line
      union all
      select opening_id, 0, amount from finance_opening_line where kind = 'STOCK') x
group by x.opening_id
having sum(x.said) <> sum(x.counted)
