alter table production_operation
    drop constraint fk_production_operation_subcontract,
    drop column subcontract_item_id;
