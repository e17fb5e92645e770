drop index ix_inventory_item_company on inventory_item;
