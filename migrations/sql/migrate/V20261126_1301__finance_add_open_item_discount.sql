-- expand
-- What is taken off an item that is paid in time.
alter table finance_open_item
    add column discount_date date null,
    add column discount_amount decimal(19,4) null,
    add constraint ck_finance_open_item_discount check (discount_amount is null or discount_amount > 0 and discount_amount < amount and discount_date is not null);
