-- A quotation's, an order's and an invoice's net, tax and total are the sums over its lines; not of an invoice that was taken back (I43).
select 'order' as document, o.id, o.net, o.tax, o.total, l.net as lines_net, l.tax as lines_tax
from sales_order o
left join (select order_id, sum(net) as net, sum(tax) as tax from sales_order_line
    where order_id >= :since
    group by order_id) l
    on l.order_id = o.id
where not (o.net <=> l.net and o.tax <=> l.tax and o.total = o.net + o.tax)
  and o.id >= :since
union all
select 'invoice', i.id, i.net, i.tax, i.total, l.net, l.tax
from sales_invoice i
left join (select invoice_id, sum(net) as net, sum(tax) as tax from sales_invoice_line
    where invoice_id >= :since
    group by invoice_id) l
    on l.invoice_id = i.id
where not (i.net <=> l.net and i.tax <=> l.tax and i.total = i.net + i.tax)
  and i.id not in (select document_id from finance_reversal)
  and i.id >= :since
union all
select 'quotation', q.id, q.net, q.tax, q.total, l.net, l.tax
from sales_quotation q
left join (select quotation_id, sum(net) as net, sum(tax) as tax from sales_quotation_line
    where quotation_id >= :since
    group by quotation_id) l
    on l.quotation_id = q.id
where not (q.net <=> l.net and q.tax <=> l.tax and q.total = q.net + q.tax)
  and q.id >= :since
