alter table finance_open_item
    drop constraint ck_finance_open_item_discount,
    drop column discount_amount,
    drop column discount_date;
