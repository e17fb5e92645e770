-- No line is received, invoiced, sent back or credited beyond what there is, counters are the sums of the documents, and an order that says it is closed has nothing left or was closed short.
with touched as (select order_id as id from purchasing_receipt where id >= :since union select order_id from purchasing_return where id >= :since union select l.order_id from purchasing_invoice_line l join sales_invoice_line s on s.order_line_id = l.id where s.id >= :since union select o.order_id from purchasing_credit_line c join purchasing_order_line o on o.id = c.order_line_id where c.id >= :since union select id from purchasing_order where id >= :since union select d.order_id from finance_reversal r join purchasing_receipt d on d.id = r.document_id where r.id >= :since union select i.order_id from finance_reversal r join purchasing_invoice_line i on i.invoice_id = r.document_id where r.id >= :since)
select 'order line' as what, hex(l.id) as id, l.most, l.received, r.received as receipts, l.invoiced, i.quantity as invoices
from purchasing_order_line l
join touched on touched.id = l.order_id -- :since
left join (select order_line_id, sum(quantity) as received, sum(refused) as refused from purchasing_receipt_line where receipt_id not in (select document_id from finance_reversal) group by order_line_id) r on r.order_line_id = l.id
left join (select order_line_id, sum(quantity) as quantity from purchasing_return_line group by order_line_id) b on b.order_line_id = l.id
left join (select p.order_line_id, sum(s.quantity) as quantity from sales_invoice_line s join purchasing_invoice_line p on p.id = s.order_line_id where s.invoice_id not in (select document_id from finance_reversal) group by p.order_line_id) i on i.order_line_id = l.id
left join (select order_line_id, sum(quantity) as quantity from purchasing_credit_line group by order_line_id) c on c.order_line_id = l.id
where l.received <> coalesce(r.received, 0) or l.refused <> coalesce(r.refused, 0) or l.returned <> coalesce(b.quantity, 0)
   or l.invoiced <> coalesce(i.quantity, 0) or l.credited <> coalesce(c.quantity, 0)
   or l.received - l.returned > l.most or l.returned > l.received or l.invoiced - l.credited > l.most or l.credited > l.invoiced
union all
select 'receipt line', hex(l.id), l.quantity, l.matched, m.quantity, l.returned, b.quantity
from purchasing_receipt_line l
join purchasing_receipt d on d.id = l.receipt_id
join touched on touched.id = d.order_id -- :since
left join (select receipt_line_id, sum(quantity) as quantity, sum(receipt_value) as value from purchasing_match group by receipt_line_id) m on m.receipt_line_id = l.id
left join (select receipt_line_id, sum(quantity) as quantity, sum(value) as value from purchasing_return_line group by receipt_line_id) b on b.receipt_line_id = l.id
where l.matched <> coalesce(m.quantity, 0) or l.matched_value <> coalesce(m.value, 0)
   or l.returned <> coalesce(b.quantity, 0) or l.returned_value <> coalesce(b.value, 0)
   or l.matched + l.returned > l.quantity
union all
select 'invoice line', hex(l.id), l.quantity, l.matched, m.quantity, l.credited, c.quantity
from purchasing_invoice_line l
join touched on touched.id = l.order_id -- :since
left join (select invoice_line_id, sum(quantity) as quantity, sum(invoice_value) as value from purchasing_match group by invoice_line_id) m on m.invoice_line_id = l.id
left join (select invoice_line_id, sum(quantity) as quantity, sum(cleared) as cleared, sum(net - cleared) as lowered from purchasing_credit_line group by invoice_line_id) c on c.invoice_line_id = l.id
where l.matched <> coalesce(m.quantity, 0) or l.matched_value <> coalesce(m.value, 0)
   or l.credited <> coalesce(c.quantity, 0) or l.credited_value <> coalesce(c.cleared, 0) or l.allowed_value <> coalesce(c.lowered, 0)
   or l.matched + l.credited > l.quantity
union all
select 'order', hex(o.id), null, null, null, null, null
from purchasing_order o
join touched on touched.id = o.id -- :since
join (select order_id, sum(received - returned < quantity or invoiced - credited < received - returned) as left_over,
             sum(received <> 0 or refused <> 0 or invoiced <> 0) as begun
      from purchasing_order_line group by order_id) l on l.order_id = o.id
where o.state = 'CONFIRMED' and l.left_over = 0
   or o.state not in ('CONFIRMED', 'CLOSED') and l.begun > 0
   or (o.closed_at is not null) > (o.state = 'CLOSED')
union all
select 'called off', hex(a.id), a.quantity, c.quantity, null, null, null
from purchasing_agreement_line a
join (select o.origin_id, l.item_id, sum(if(o.state = 'CLOSED', least(l.quantity, l.received - l.returned), l.quantity)) as quantity
      from purchasing_order o join purchasing_order_line l on l.order_id = o.id
      where o.origin_type = 'purchasing.blanket-order' and o.state <> 'CANCELLED'
      group by o.origin_id, l.item_id) c on c.origin_id = a.agreement_id and c.item_id = a.item_id
where c.quantity > a.quantity
