-- What lies in a storage location is the sum of the moves into it less the moves out of it.
select item_id, location_id, sum(on_hand) as on_hand, sum(moved) as moved
from (
    select item_id, location_id, on_hand, 0 as moved from inventory_balance
    where item_id in (select item_id from inventory_move where id >= :since)
    union all
    select m.item_id, m.to_location_id, 0, m.quantity
    from inventory_move m join inventory_location l on l.id = m.to_location_id
    where l.kind = 'STORAGE'
      and m.item_id in (select item_id from inventory_move where id >= :since)
    union all
    select m.item_id, m.from_location_id, 0, -m.quantity
    from inventory_move m join inventory_location l on l.id = m.from_location_id
    where l.kind = 'STORAGE'
      and m.item_id in (select item_id from inventory_move where id >= :since)
) t
group by item_id, location_id
having sum(on_hand) <> sum(moved)
