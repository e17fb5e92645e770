drop table if exists production_item_plan;
