-- expand
create index ix_inventory_move_date on inventory_move (item_id, effective_date);
