-- The trial balance of every company is zero at every date, in every currency.
select hex(company_id) as company_id, entry_date, currency, sum(debit) - sum(credit) as difference
from finance_journal_line
where entry_id not in (select r.id from finance_reversal b join finance_journal_entry r
        on r.company_id = b.company_id and r.source_type = b.document_type and r.source_id = b.document_id) -- see I43
  and entry_id >= :since
group by company_id, entry_date, currency
having sum(debit) <> sum(credit)
