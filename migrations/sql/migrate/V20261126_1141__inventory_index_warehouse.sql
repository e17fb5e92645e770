-- expand
create index ix_inventory_warehouse_company on inventory_warehouse (company_id, id);
