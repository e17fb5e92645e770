drop index ix_inventory_move_company on inventory_move;
