-- Journal entries are numbered per company, book and fiscal year from 1 without gap or duplicate, and the sequence knows the next number.
select 'series' as problem, hex(x.company_id) as company_id, x.book, x.fiscal_year,
       sum(x.last_number) as last_number, sum(x.numbers) as numbers, sum(x.next_no) as next_no
from (select company_id, book, fiscal_year, max(number) as last_number,
             greatest(max(first) - 2, 0) + -- those before the last before :since
             count(distinct number) as numbers, 0 as next_no
      from finance_entry_number
      join (select company_id as c, book as b, fiscal_year as y, min(number) as first from finance_entry_number where id >= :since group by c, b, y) new on c = company_id and b = book and y = fiscal_year and number >= first - 1
      group by company_id, book, fiscal_year
      union all
      select company_id, substring(series, 9), fiscal_year, 0, 0, next_no
      from finance_sequence
      where series like 'journal.%') x
group by x.company_id, x.book, x.fiscal_year
having (sum(x.last_number) <> sum(x.numbers) or sum(x.next_no) <> sum(x.last_number) + 1)
   and sum(x.last_number) > 0 -- a series that got numbers after :since
union all
select 'entry without its number', hex(e.company_id), e.book, p.fiscal_year, coalesce(n.number, 0), 0, 0
from finance_journal_entry e
join finance_period p on p.id = e.period_id
left join finance_entry_number n on n.id = e.id and n.book = e.book and n.fiscal_year = p.fiscal_year
where n.id is null
  and e.id >= :since
