-- Goods received and not invoiced are what was received less what of it is matched with invoices or sent back, and goods invoiced and not received are what was billed less what of it is matched or credited, at what each was worth.
select hex(x.company_id) as company_id, x.role, sum(x.documents) as documents, sum(x.ledger) as ledger
from (select company_id, 'GOODS_RECEIVED_NOT_INVOICED' as role, value as documents, 0 as ledger from inventory_receipt
      where id >= :since
      union all
      select i.company_id, 'GOODS_RECEIVED_NOT_INVOICED', -i.value, 0 from finance_reversal r join inventory_receipt i on i.id = r.document_id
      where r.id >= :since and i.id >= :since
      union all
      select company_id, 'GOODS_RECEIVED_NOT_INVOICED', -receipt_value, 0 from purchasing_match
      where id >= :since
      union all
      select company_id, 'GOODS_RECEIVED_NOT_INVOICED', -value, 0 from purchasing_return_line
      where id >= :since
      union all
      select l.company_id, 'GOODS_INVOICED_NOT_RECEIVED', l.net, 0 from sales_invoice_line l join sales_invoice i on i.id = l.invoice_id and i.series = 'purchasing.invoice'
      where l.id >= :since
      union all
      select l.company_id, 'GOODS_INVOICED_NOT_RECEIVED', -l.net, 0 from finance_reversal r join sales_invoice i on i.id = r.document_id and i.series = 'purchasing.invoice' join sales_invoice_line l on l.invoice_id = i.id
      where r.id >= :since and l.id >= :since
      union all
      select company_id, 'GOODS_INVOICED_NOT_RECEIVED', -invoice_value, 0 from purchasing_match
      where id >= :since
      union all
      select company_id, 'GOODS_INVOICED_NOT_RECEIVED', -cleared, 0 from purchasing_credit_line
      where id >= :since
      union all
      select a.company_id, a.role, 0, if(a.role = 'GOODS_RECEIVED_NOT_INVOICED', l.credit - l.debit, l.debit - l.credit)
      from finance_account a
      join finance_journal_line l on l.account_id = a.id
      join finance_journal_entry e on e.id = l.entry_id
      where a.role in ('GOODS_RECEIVED_NOT_INVOICED', 'GOODS_INVOICED_NOT_RECEIVED') and e.source_type <> 'finance.opening'
        and l.entry_id >= :since and l.entry_id not in (select id from finance_journal_entry where posting in ('goods-reversed', 'purchase-reversed') and id >= :since and reversal_of < :since)
     ) x
group by x.company_id, x.role
having sum(x.documents) <> sum(x.ledger)
