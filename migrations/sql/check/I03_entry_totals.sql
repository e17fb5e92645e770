-- The totals of every journal entry are those of its lines, which are at least two, each on one side and dated like the entry.
select hex(e.id) as entry_id, e.total_debit, e.total_credit, s.debit, s.credit, s.line_count
from finance_journal_entry e
left join (select entry_id, sum(debit) as debit, sum(credit) as credit, count(*) as line_count,
                  sum((debit = 0) = (credit = 0) or debit < 0 or credit < 0) as crooked,
                  min(entry_date) as first_date, max(entry_date) as last_date
           from finance_journal_line
           where entry_id >= :since
           group by entry_id) s on s.entry_id = e.id
where (s.entry_id is null or s.line_count < 2 or s.crooked > 0
   or s.debit <> e.total_debit or s.credit <> e.total_credit
   or s.first_date <> e.entry_date or s.last_date <> e.entry_date)
  and e.source_id not in (select document_id from finance_reversal) -- see I43
  and e.id >= :since
