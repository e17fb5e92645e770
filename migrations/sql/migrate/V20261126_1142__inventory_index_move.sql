-- expand
create index ix_inventory_move_company on inventory_move (company_id, id);
