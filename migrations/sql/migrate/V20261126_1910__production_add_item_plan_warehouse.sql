-- expand
-- Where an item's safety stock is to lie; null for each warehouse that keeps the item.
alter table production_item_plan
    add column warehouse_id binary(16) null,
    add constraint fk_production_item_plan_warehouse foreign key (warehouse_id) references inventory_warehouse (id);
