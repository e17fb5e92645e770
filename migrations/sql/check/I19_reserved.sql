-- What is reserved of a balance is the sum of the open reservations.
select item_id, location_id, sum(reserved) as reserved, sum(open_quantity) as open_reservations
from (
    select item_id, location_id, reserved, 0 as open_quantity from inventory_balance where reserved <> 0
    union all
    select item_id, location_id, 0, open_quantity from inventory_reservation where open_quantity <> 0
) t
group by item_id, location_id
having sum(reserved) <> sum(open_quantity)
