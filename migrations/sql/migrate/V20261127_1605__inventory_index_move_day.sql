-- expand
-- Stock value at an earlier day takes off what came later.
create index ix_inventory_move_day on inventory_move (company_id, effective_date) algorithm=inplace lock=none;
