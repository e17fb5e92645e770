-- No line is delivered beyond what was ordered or invoiced beyond what was delivered, and counters are the sums of the documents that stand.
with touched as (select id from sales_order where id >= :since union select order_id from sales_delivery where id >= :since union select order_id from sales_invoice where id >= :since union select d.order_id from finance_reversal r join sales_delivery d on d.id = r.document_id where r.id >= :since union select i.order_id from finance_reversal r join sales_invoice i on i.id = r.document_id where r.id >= :since)
select 'line' as what, l.id, l.quantity as ordered, l.delivered, d.quantity as deliveries, l.invoiced, i.quantity as invoices
from sales_order_line l
join touched on touched.id = l.order_id -- :since
left join (
    select order_line_id, sum(quantity) as quantity from sales_delivery_line
    where delivery_id not in (select document_id from finance_reversal)
    and order_line_id in (select l.id from touched join sales_order_line l on l.order_id = touched.id) -- :since
    group by order_line_id
) d on d.order_line_id = l.id
left join (
    select order_line_id, sum(quantity) as quantity from sales_invoice_line
    where invoice_id not in (select document_id from finance_reversal)
    and order_line_id in (select l.id from touched join sales_order_line l on l.order_id = touched.id) -- :since
    group by order_line_id
) i on i.order_line_id = l.id
where l.delivered <> coalesce(d.quantity, 0) or l.invoiced <> coalesce(i.quantity, 0)
    or l.delivered > l.quantity or l.invoiced > l.delivered
union all
select 'order', o.id, o.total, o.deliveries, d.documents, o.invoiced, i.total
from sales_order o
join touched on touched.id = o.id -- :since
left join (select order_id, count(*) as documents from sales_delivery
    where id not in (select document_id from finance_reversal)
    and order_id in (select id from touched) -- :since
    group by order_id) d on d.order_id = o.id
left join (
    select order_id, count(*) as documents, sum(total) as total from sales_invoice
    where id not in (select document_id from finance_reversal)
    and order_id in (select id from touched) -- :since
    group by order_id
) i on i.order_id = o.id
where o.deliveries <> coalesce(d.documents, 0) or o.invoices <> coalesce(i.documents, 0)
    or o.invoiced <> coalesce(i.total, 0)
