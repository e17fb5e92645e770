-- Every journal entry balances in each currency, which is the one that its header says.
select hex(l.entry_id) as entry_id, e.currency as entry_currency, l.currency as line_currency,
       sum(l.debit) as debit, sum(l.credit) as credit
from finance_journal_line l
join finance_journal_entry e on e.id = l.entry_id
where e.source_id not in (select document_id from finance_reversal) -- see I43
  and l.entry_id in (select entry_id from finance_journal_line where id >= :since)
group by l.entry_id, e.currency, l.currency
having sum(l.debit) <> sum(l.credit) or entry_currency <> line_currency
