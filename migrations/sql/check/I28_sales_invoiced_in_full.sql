-- The invoices of an order that is invoiced in full sum to the order: net and tax of each tax code, and the total; those of one that was closed short to what that came to. (Where one of them is of a version whose parts did not add up, the order is left out.)
with touched as (select id from sales_order where id >= :since union select order_id from sales_delivery where id >= :since union select order_id from sales_invoice where id >= :since union select d.order_id from finance_reversal r join sales_delivery d on d.id = r.document_id where r.id >= :since union select i.order_id from finance_reversal r join sales_invoice i on i.id = r.document_id where r.id >= :since)
select 'code' as what, hex(x.order_id) as id, x.tax_code, sum(x.net) as net, sum(x.invoiced_net) as invoiced_net,
    sum(x.tax) as tax, sum(x.invoiced_tax) as invoiced_tax
from (
    select order_id, tax_code, net, tax, 0 as invoiced_net, 0 as invoiced_tax
    from sales_order_line
    join touched on touched.id = order_id -- :since
    union all
    select i.order_id, l.tax_code, 0, 0, l.net, l.tax
    from sales_invoice i
    join sales_invoice_line l on l.invoice_id = i.id
    join touched on touched.id = i.order_id -- :since
    where i.id not in (select document_id from finance_reversal)
) x
join (
    select order_id from sales_order_line
    join touched on touched.id = order_id -- :since
    group by order_id having sum(invoiced <> quantity) = 0
) done on done.order_id = x.order_id
where not exists (
    select 1 from sales_invoice other where other.order_id = x.order_id and other.tax_rounding is null)
group by x.order_id, x.tax_code
having sum(x.net) <> sum(x.invoiced_net) or sum(x.tax) <> sum(x.invoiced_tax)
union all
select 'total', hex(o.id), null, o.total, o.invoiced, null, null
from sales_order o
join (
    select order_id from sales_order_line
    join touched on touched.id = order_id -- :since
    group by order_id having sum(invoiced <> quantity) = 0
) done on done.order_id = o.id
where o.total <> o.invoiced and not exists (
    select 1 from sales_invoice other where other.order_id = o.id and other.tax_rounding is null)
union all
select 'closed short', hex(o.id), null, o.closed_total, o.invoiced, null, null
from sales_order o
join (
    select order_id, sum(invoiced <> delivered) as unbilled from sales_order_line
    join touched on touched.id = order_id -- :since
    group by order_id
) l on l.order_id = o.id
where o.closed_at is not null and (o.invoiced > o.closed_total or l.unbilled = 0 and o.invoiced <> o.closed_total)
    and not exists (select 1 from sales_invoice other where other.order_id = o.id and other.tax_rounding is null)
