-- No source is posted twice; every payment and every open item has its entry, of the same amount; those of the opening are posted together (I41).
select 'posted twice' as problem, source_type, hex(source_id) as source_id, posting
from finance_journal_entry
where id >= :since
group by company_id, source_type, source_id, posting
having count(*) > 1
union all
select 'payment without entry', 'finance.payment', hex(p.id), if(p.method <> 'BANK', 'credit', if(p.subledger = 'RECEIVABLE', 'receipt', 'disbursement'))
from finance_payment p
left join finance_journal_entry e
       on e.company_id = p.company_id and e.source_type = 'finance.payment' and e.source_id = p.id
      and e.posting = if(p.method <> 'BANK', 'credit', if(p.subledger = 'RECEIVABLE', 'receipt', 'disbursement')) and e.currency = p.currency
      and (e.total_debit = p.amount or p.method = 'CREDIT' and e.total_debit > p.amount) -- a credit may take back a lower price
where e.id is null and p.id not in (select document_id from finance_reversal)
  and p.id >= :since
union all
select 'entry without payment', e.source_type, hex(e.source_id), e.posting
from finance_journal_entry e
left join finance_payment p on p.id = e.source_id and p.company_id = e.company_id
where e.source_type = 'finance.payment' and p.id is null
  and e.id >= :since
union all
select 'open item without entry', i.source_type, hex(i.source_id), i.posting
from finance_open_item i
left join finance_journal_entry e
       on e.company_id = i.company_id and e.source_type = i.source_type and e.source_id = i.source_id
      and e.posting = i.posting and e.currency = i.currency
where e.id is null and i.source_type <> 'finance.opening-item'
  and i.id >= :since
