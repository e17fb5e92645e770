drop table if exists production_planned_order;
