alter table sales_order
    drop index ix_sales_order_closed_short,
    drop column closed_at,
    drop column close_reason,
    drop column closed_total;
