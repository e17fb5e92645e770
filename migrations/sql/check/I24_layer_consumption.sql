-- A layer is the sum of its valuations, never negative and worth nothing when empty, and every move across the warehouse door is valued once in full.
select 'layer' as what, l.id, l.quantity, l.value, v.quantity as valued_quantity, v.value as valued
from inventory_layer l
join (select id from inventory_layer where id >= :since union select layer_id from inventory_valuation where id >= :since) t on t.id = l.id
left join (
    select layer_id, sum(quantity) as quantity, sum(value) as value from inventory_valuation
    where layer_id in (select layer_id from inventory_valuation where id >= :since)
    group by layer_id
) v on v.layer_id = l.id
where l.quantity <> coalesce(v.quantity, 0) or l.value <> coalesce(v.value, 0)
    or l.quantity < 0 or l.value < 0 or (l.quantity = 0 and l.value <> 0)
union all
select 'move', m.id, m.quantity, null, v.quantity, null
from inventory_move m
join inventory_location f on f.id = m.from_location_id
join inventory_location t on t.id = m.to_location_id
left join (
    select move_id, sum(quantity) as quantity from inventory_valuation
    where move_id >= :since
    group by move_id
) v on v.move_id = m.id
where coalesce(v.quantity, 0) <> ((t.kind = 'STORAGE') - (f.kind = 'STORAGE')) * m.quantity
    and m.source_id not in (select document_id from finance_reversal) -- see I43
    and m.id >= :since
