-- All stock of an item is what came in from outside less what went out, and lies in storage only.
select 'item' as what, item_id as id, sum(on_hand) as on_hand, sum(moved) as moved
from (
    select item_id, on_hand, 0 as moved from inventory_balance
    where item_id in (select item_id from inventory_move where id >= :since)
    union all
    select m.item_id, 0, case when f.kind <> 'STORAGE' then m.quantity else -m.quantity end
    from inventory_move m
    join inventory_location f on f.id = m.from_location_id
    join inventory_location t on t.id = m.to_location_id
    where (f.kind = 'STORAGE') <> (t.kind = 'STORAGE')
      and m.item_id in (select item_id from inventory_move where id >= :since)
) t
group by item_id
having sum(on_hand) <> sum(moved)
union all
select 'balance outside storage', b.id, b.on_hand, 0
from inventory_balance b
left join inventory_location l on l.id = b.location_id
where l.kind is null or l.kind <> 'STORAGE'
union all
select 'move', m.id, m.quantity, 0
from inventory_move m
where (m.quantity <= 0 or m.from_location_id = m.to_location_id)
  and m.id >= :since
