-- Every invoice over something has one ledger entry and one open item of its total, and neither exists without its invoice.
select 'invoice' as document, i.id, i.total, e.total_debit as posted, o.amount as open_item
from sales_invoice i
left join finance_journal_entry e
    on e.company_id = i.company_id and e.source_type = i.series and e.source_id = i.id
    and e.posting = if(i.subledger = 'RECEIVABLE', 'revenue', 'purchase')
left join finance_open_item o
    on o.company_id = i.company_id and o.source_type = i.series and o.source_id = i.id and o.kind = i.subledger
where not (nullif(i.total, 0) <=> e.total_debit and nullif(i.total, 0) <=> o.amount)
  and i.id not in (select document_id from finance_reversal) -- see I43
  and i.id >= :since
union all
select 'entry', e.id, null, e.total_debit, null
from finance_journal_entry e
left join sales_invoice i on i.id = e.source_id and i.company_id = e.company_id and i.series = e.source_type
where (e.posting in ('revenue', 'purchase') or e.source_type = 'sales.invoice') and i.id is null
  and e.id >= :since
union all
select 'open item', o.id, null, null, o.amount
from finance_open_item o
left join sales_invoice i on i.id = o.source_id and i.company_id = o.company_id and i.series = o.source_type
where (o.posting in ('revenue', 'purchase') or o.source_type = 'sales.invoice') and i.id is null
  and o.id >= :since
