-- No row of inventory refers to another company's.
select 'location' as what, c.id from inventory_location c join inventory_warehouse p on p.id = c.warehouse_id where c.company_id <> p.company_id
union all
select 'move of item', c.id from inventory_move c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'move from', c.id from inventory_move c join inventory_location p on p.id = c.from_location_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'move to', c.id from inventory_move c join inventory_location p on p.id = c.to_location_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'balance of item', c.id from inventory_balance c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
union all
select 'balance at location', c.id from inventory_balance c join inventory_location p on p.id = c.location_id where c.company_id <> p.company_id
union all
select 'reservation of item', c.source_line_id from inventory_reservation c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
union all
select 'reservation at location', c.source_line_id from inventory_reservation c join inventory_location p on p.id = c.location_id where c.company_id <> p.company_id
union all
select 'layer', c.id from inventory_layer c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
union all
select 'valuation of layer', c.id from inventory_valuation c join inventory_layer p on p.id = c.layer_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'valuation of move', c.id from inventory_valuation c join inventory_move p on p.id = c.move_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'receipt', c.id from inventory_receipt c join inventory_warehouse p on p.id = c.warehouse_id where c.company_id <> p.company_id
union all
select 'receipt line', c.id from inventory_receipt_line c join inventory_receipt p on p.id = c.receipt_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'receipt line of item', c.id from inventory_receipt_line c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'transfer from', c.id from inventory_transfer c join inventory_warehouse p on p.id = c.from_warehouse_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'transfer to', c.id from inventory_transfer c join inventory_warehouse p on p.id = c.to_warehouse_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'adjustment', c.id from inventory_adjustment c join inventory_warehouse p on p.id = c.warehouse_id where c.company_id <> p.company_id
