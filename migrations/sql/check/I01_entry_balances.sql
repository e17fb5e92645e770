-- Every journal entry balances: its debits are its credits.
select hex(entry_id) as entry_id, sum(debit) as debit, sum(credit) as credit
from finance_journal_line
where entry_id in (select entry_id from finance_journal_line where id >= :since)
group by entry_id
having sum(debit) <> sum(credit)
