-- expand
-- The operation of the order that it is bought for; null where it goes into the product.
alter table production_order_component add column operation_id binary(16) null;
