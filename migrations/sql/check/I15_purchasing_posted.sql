-- What purchasing has posted, finance and inventory have under the same id and over the same amount, and the other way round; a blocked or rejected invoice is nowhere; what a document has matched is what its entry says.
select 'invoice' as document, hex(d.id) as id, d.state, d.total, i.total as posted
from purchasing_invoice d
left join sales_invoice i on i.id = d.id and i.company_id = d.company_id and i.series = 'purchasing.invoice' and i.customer_id = d.supplier_id
where not (if(d.state = 'POSTED', d.total, null) <=> i.total) and d.id not in (select document_id from finance_reversal) -- see I43
  and d.id >= :since
union all
select 'posted invoice', hex(i.id), null, null, i.total
from sales_invoice i
left join purchasing_invoice d on d.id = i.id and d.company_id = i.company_id and d.state = 'POSTED'
where i.series = 'purchasing.invoice' and d.id is null and i.id not in (select document_id from finance_reversal)
  and i.id >= :since
union all
select 'receipt', hex(d.id), null, d.value, i.value
from purchasing_receipt d
left join inventory_receipt i on i.id = d.id and i.company_id = d.company_id and i.source_id = d.order_id
where not (d.value <=> coalesce(i.value, 0)) and d.id not in (select document_id from finance_reversal)
  and d.id >= :since
union all
select 'goods in', hex(i.id), null, null, i.value
from inventory_receipt i
left join purchasing_receipt d on d.id = i.id and d.company_id = i.company_id
where i.source_type = 'purchasing.order' and d.id is null
  and i.id >= :since
union all
select 'return', hex(d.id), null, d.value, null
from purchasing_return d
left join sales_delivery i on i.id = d.id and i.company_id = d.company_id and i.order_id = d.order_id
where i.id is null
  and d.id >= :since
union all
select 'goods out', hex(i.id), null, null, null
from sales_delivery i
left join purchasing_return d on d.id = i.id and d.company_id = i.company_id
where i.source_type = 'purchasing.order' and d.id is null
  and i.id >= :since
union all
select 'credit', hex(d.id), null, d.total, p.amount
from purchasing_credit d
left join finance_payment p on p.id = d.id and p.company_id = d.company_id and p.party_id = d.supplier_id and p.method = 'CREDIT'
where not (nullif(d.total, 0) <=> p.amount)
  and d.id >= :since
union all
select 'posted credit', hex(p.id), null, null, p.amount
from finance_payment p
left join purchasing_credit d on d.id = p.id and d.company_id = p.company_id
where p.method = 'CREDIT' and p.subledger = 'PAYABLE' and d.id is null
  and p.id >= :since
union all
select 'match', hex(x.cause_id), x.role, sum(x.matched), sum(x.posted)
from (select cause_id, 'GOODS_RECEIVED_NOT_INVOICED' as role, receipt_value as matched, 0 as posted from purchasing_match
      where id >= :since
      union all
      select cause_id, 'GOODS_INVOICED_NOT_RECEIVED', invoice_value, 0 from purchasing_match
      where id >= :since
      union all
      select e.source_id, a.role, 0, if(a.role = 'GOODS_RECEIVED_NOT_INVOICED', l.debit - l.credit, l.credit - l.debit)
      from finance_journal_entry e
      join finance_journal_line l on l.entry_id = e.id
      join finance_account a on a.id = l.account_id
      where e.posting like 'match%' and e.source_type like 'purchasing.%' and a.role in ('GOODS_RECEIVED_NOT_INVOICED', 'GOODS_INVOICED_NOT_RECEIVED')
        and e.id >= :since
     ) x
group by x.cause_id, x.role
having sum(x.matched) <> sum(x.posted)
