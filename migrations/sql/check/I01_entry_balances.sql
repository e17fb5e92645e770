-- Every journal entry balances: its debits are its credits.
select hex(entry_id) as entry_id, sum(debit) as debit, sum(credit) as credit
from finance_journal_line
group by entry_id
having sum(debit) <> sum(credit)
