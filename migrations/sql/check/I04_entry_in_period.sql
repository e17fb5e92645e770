-- Every journal entry is dated within its period, and none was posted after that period was closed.
select hex(e.id) as entry_id, e.entry_date, p.start_date, p.end_date, e.posted_at, p.closed_at
from finance_journal_entry e
join finance_period p on p.id = e.period_id
where (e.entry_date < p.start_date or e.entry_date > p.end_date
   or (p.state <> 'OPEN' and e.posted_at > p.closed_at))
  and e.id >= :since
