-- The valued quantity of an item is what is on hand of it.
select item_id, sum(valued) as valued, sum(on_hand) as on_hand
from (
    select item_id, quantity as valued, 0 as on_hand from inventory_layer
    where item_id in (select item_id from inventory_move where id >= :since)
    union all
    select item_id, 0, on_hand from inventory_balance
    where item_id in (select item_id from inventory_move where id >= :since)
) t
group by item_id
having sum(valued) <> sum(on_hand)
