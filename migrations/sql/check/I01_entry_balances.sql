-- Every journal entry balances: its debits are its credits; one of a document that was taken back cancels with its mirror (I43).
select hex(entry_id) as entry_id, sum(debit) as debit, sum(credit) as credit
from finance_journal_line
where entry_id not in (select r.id from finance_reversal b join finance_journal_entry r
        on r.company_id = b.company_id and r.source_type = b.document_type and r.source_id = b.document_id)
  and entry_id in (select entry_id from finance_journal_line where id >= :since)
group by entry_id
having sum(debit) <> sum(credit)
