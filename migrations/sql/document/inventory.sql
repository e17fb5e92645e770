-- document inventory.receipt
select id, null, receipt_date, value, currency from inventory_receipt where id in (:ids) and source_type is null;

-- document inventory.adjustment
select id, null, adjustment_date, value, currency from inventory_adjustment where id in (:ids);

-- document inventory.transfer
select id, null, transfer_date, null, null from inventory_transfer where id in (:ids);

-- parts
select l.id, if(r.source_type is null, 'inventory.receipt', 'purchasing.receipt'), l.receipt_id
from inventory_receipt_line l join inventory_receipt r on r.id = l.receipt_id where l.id in (:ids);
select id, source_type, source_id from inventory_move where id in (:ids);
select v.id, m.source_type, m.source_id
from inventory_valuation v join inventory_move m on m.id = v.move_id where v.id in (:ids);
select id, 'inventory.opening-stock', opening_id from inventory_opening_line where id in (:ids);
