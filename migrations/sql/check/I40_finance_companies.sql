-- No row of finance refers to a row of another company, or to a party that does not exist.
select 'tax code to account' as reference, hex(c.id) as id
from finance_tax_code c join finance_account a on a.id = c.account_id
where c.company_id <> a.company_id
union all
select 'entry to period', hex(e.id)
from finance_journal_entry e join finance_period p on p.id = e.period_id
where e.company_id <> p.company_id
  and e.id >= :since
union all
select 'rolled balance to period', hex(b.period_id)
from finance_rolled_balance b join finance_period p on p.id = b.period_id
where b.company_id <> p.company_id
union all
select 'rolled balance to account', hex(b.account_id)
from finance_rolled_balance b join finance_account a on a.id = b.account_id
where b.company_id <> a.company_id
union all
select 'reversal to original', hex(e.id)
from finance_journal_entry e join finance_journal_entry o on o.id = e.reversal_of
where e.company_id <> o.company_id
  and e.id >= :since
union all
select 'line to entry', hex(l.id)
from finance_journal_line l join finance_journal_entry e on e.id = l.entry_id
where l.company_id <> e.company_id
  and l.id >= :since
union all
select 'line to account', hex(l.id)
from finance_journal_line l join finance_account a on a.id = l.account_id
where l.company_id <> a.company_id
  and l.id >= :since
union all
select 'number to entry', hex(n.id)
from finance_entry_number n join finance_journal_entry e on e.id = n.id
where n.company_id <> e.company_id
  and n.id >= :since
union all
select 'tax line to entry', hex(t.id)
from finance_tax_line t join finance_journal_entry e on e.id = t.entry_id
where t.company_id <> e.company_id
  and t.id >= :since
union all
select 'tax line to code', hex(t.id)
from finance_tax_line t join finance_tax_code c on c.id = t.tax_code_id
where t.company_id <> c.company_id
  and t.id >= :since
union all
select 'allocation to payment', hex(a.id)
from finance_allocation a join finance_payment p on p.id = a.payment_id
where (a.company_id <> p.company_id or a.currency <> p.currency)
  and a.id >= :since
union all
select 'allocation to open item', hex(a.id)
from finance_allocation a join finance_open_item i on i.id = a.open_item_id
where (a.company_id <> i.company_id or a.currency <> i.currency)
  and a.id >= :since
union all
select 'line of party', hex(x.id)
from finance_journal_line x left join core_party p on p.id = x.party_id
where x.party_id is not null and not (x.company_id <=> p.company_id)
  and x.id >= :since
union all
select 'open item of party', hex(x.id)
from finance_open_item x left join core_party p on p.id = x.party_id
where x.party_id is not null and not (x.company_id <=> p.company_id)
  and x.id >= :since
union all
select 'payment of party', hex(x.id)
from finance_payment x left join core_party p on p.id = x.party_id
where x.party_id is not null and not (x.company_id <=> p.company_id)
  and x.id >= :since
union all
select 'invoice of party', hex(x.id)
from sales_invoice x left join core_party p on p.id = x.customer_id
where not (x.company_id <=> p.company_id)
  and x.id >= :since
