-- expand
create index ix_inventory_item_company on inventory_item (company_id, id);
