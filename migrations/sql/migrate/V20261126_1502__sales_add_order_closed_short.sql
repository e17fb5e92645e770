-- expand
-- Of orders that were closed before all was delivered: when, why, and what they come to once invoiced.
alter table sales_order
    add column closed_at datetime(6) null,
    add column close_reason varchar(200) null,
    add column closed_total decimal(19,4) null,
    add index ix_sales_order_closed_short (customer_id, closed_total);
