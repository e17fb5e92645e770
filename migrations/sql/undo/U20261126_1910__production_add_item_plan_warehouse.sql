alter table production_item_plan
    drop constraint fk_production_item_plan_warehouse,
    drop column warehouse_id;
