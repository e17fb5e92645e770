-- The trial balance of every company is zero at every date, in every currency.
select hex(company_id) as company_id, entry_date, currency, sum(debit) - sum(credit) as difference
from finance_journal_line
where entry_id >= :since
group by company_id, entry_date, currency
having sum(debit) <> sum(credit)
