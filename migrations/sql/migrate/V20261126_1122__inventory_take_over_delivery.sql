-- expand
-- The tables of deliveries are inventory's: goods go out for any module's document.
alter table sales_delivery
    drop foreign key fk_sales_delivery_order,
    add column source_type varchar(40) not null default 'sales.order';
