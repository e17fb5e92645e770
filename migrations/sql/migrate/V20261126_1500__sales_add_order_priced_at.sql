-- expand
-- When the order was last priced by a version that rounds tax once per document; another version leaves it as it is.
alter table sales_order add column priced_at datetime(6) null;
