-- expand
-- What is bought for each unit, where somebody else does the operation; null where it is done here.
alter table production_operation
    add column subcontract_item_id binary(16) null,
    add constraint fk_production_operation_subcontract foreign key (subcontract_item_id) references inventory_item (id);
