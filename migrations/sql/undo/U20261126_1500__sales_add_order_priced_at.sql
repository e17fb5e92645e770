alter table sales_order drop column priced_at;
