drop table if exists inventory_valuation;
