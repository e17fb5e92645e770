-- What is rolled up at the end of a company's latest closed period is what the lines up to then come to, account by account.
with latest as (
    select p.id, p.company_id, p.version, p.end_date,
           row_number() over (partition by p.company_id order by p.end_date desc) as place
    from finance_period p
    where p.state = 'CLOSED'
      and exists (select 1 from finance_rolled_balance b where b.period_id = p.id and b.period_version = p.version)
)
select hex(x.company_id) as company_id, hex(x.account_id) as account_id, x.currency,
       sum(x.debit) as debit_too_much, sum(x.credit) as credit_too_much
from (select t.company_id, b.account_id, b.currency, b.debit, b.credit
      from latest t
      join finance_rolled_balance b on b.period_id = t.id and b.company_id = t.company_id
      where t.place = 1
      union all
      select t.company_id, l.account_id, l.currency, -l.debit, -l.credit
      from latest t
      join finance_journal_line l on l.company_id = t.company_id and l.entry_date <= t.end_date
      where t.place = 1) x
group by x.company_id, x.account_id, x.currency
having sum(x.debit) <> 0 or sum(x.credit) <> 0
