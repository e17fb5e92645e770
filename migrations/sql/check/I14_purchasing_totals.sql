-- Net, tax and total of an order, a supplier's invoice and a credit are the sums over its lines, and a receipt's and a return's value too.
select 'order' as document, hex(d.id) as id, d.net, d.tax, l.net as lines_net, l.tax as lines_tax
from purchasing_order d
left join (select order_id, sum(net) as net, sum(tax) as tax from purchasing_order_line group by order_id) l on l.order_id = d.id
where not (d.net <=> l.net and d.tax <=> l.tax and d.total = d.net + d.tax)
  and d.id >= :since
union all
select 'invoice', hex(d.id), d.net, d.tax, l.net, l.tax
from purchasing_invoice d
left join (select invoice_id, sum(net) as net, sum(tax) as tax from purchasing_invoice_line group by invoice_id) l on l.invoice_id = d.id
where not (d.net <=> l.net and d.tax <=> l.tax and d.total = d.net + d.tax) and d.id not in (select document_id from finance_reversal) -- see I43
  and d.id >= :since
union all
select 'credit', hex(d.id), d.net, d.tax, l.net, l.tax
from purchasing_credit d
left join (select credit_id, sum(net) as net, sum(tax) as tax from purchasing_credit_line group by credit_id) l on l.credit_id = d.id
where not (d.net <=> l.net and d.tax <=> l.tax and d.total = d.net + d.tax)
  and d.id >= :since
union all
select 'receipt', hex(d.id), d.value, null, l.value, null
from purchasing_receipt d
left join (select receipt_id, sum(value) as value from purchasing_receipt_line group by receipt_id) l on l.receipt_id = d.id
where not (d.value <=> l.value) and d.id not in (select document_id from finance_reversal)
  and d.id >= :since
union all
select 'return', hex(d.id), d.value, null, l.value, null
from purchasing_return d
left join (select return_id, sum(value) as value from purchasing_return_line group by return_id) l on l.return_id = d.id
where not (d.value <=> l.value)
  and d.id >= :since
