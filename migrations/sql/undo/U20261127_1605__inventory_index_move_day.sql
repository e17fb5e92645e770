drop index ix_inventory_move_day on inventory_move algorithm=inplace lock=none;
