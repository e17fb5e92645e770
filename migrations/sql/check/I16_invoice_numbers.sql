-- Invoices that the company issues are numbered per series and fiscal year from 1 without gap or duplicate, in the order of their dates, and the sequence knows the next number; those of suppliers have the supplier's number.
select 'series' as problem, hex(x.company_id) as company_id, x.series, x.fiscal_year,
       sum(x.last_number) as last_number, sum(x.numbers) as numbers, sum(x.next_no) as next_no
from (select company_id, series, fiscal_year, max(number) as last_number, count(distinct number) as numbers,
             0 as next_no
      from sales_invoice
      where number is not null
      group by company_id, series, fiscal_year
      union all
      select company_id, series, fiscal_year, 0, 0, next_no
      from finance_sequence
      where series not like 'journal.%') x
group by x.company_id, x.series, x.fiscal_year
having sum(x.last_number) <> sum(x.numbers) or sum(x.next_no) <> sum(x.last_number) + 1
union all
select 'earlier than the number before', hex(y.company_id), y.series, y.fiscal_year, y.number, 0, 0
from (select company_id, series, fiscal_year, number, invoice_date,
             lag(invoice_date) over (partition by company_id, series, fiscal_year order by number) as date_before
      from sales_invoice
      where number is not null) y
where y.invoice_date < y.date_before
union all
select 'not numbered by whoever issued it', hex(company_id), series, fiscal_year, number, 0, 0
from sales_invoice
where (subledger = 'RECEIVABLE') <> (number is not null) or (subledger = 'PAYABLE') <> (external_number is not null)
