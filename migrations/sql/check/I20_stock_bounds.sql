-- Nothing negative is on hand or reserved, and never more is reserved than is on hand.
select id, item_id, location_id, on_hand, reserved
from inventory_balance
where reserved < 0 or on_hand < reserved
