alter table production_order_component drop column operation_id;
