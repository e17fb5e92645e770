-- expand
create index ix_inventory_balance_company on inventory_balance (company_id, id);
