drop index ix_inventory_move_date on inventory_move;
