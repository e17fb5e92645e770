-- The clearing account of opening balances is zero at every date, and what a closed opening run says has been posted, no more and no less; a draft has posted nothing, and nothing is posted before a closed one.
select 'clearing account' as problem, hex(l.company_id) as id, l.entry_date, null as said, sum(l.debit - l.credit) as posted
from finance_account a
join finance_journal_line l on l.account_id = a.id
where a.role = 'OPENING_BALANCES'
group by l.company_id, l.entry_date, l.currency
having sum(l.debit) <> sum(l.credit)
union all
select 'open item', hex(d.id), o.opening_date, d.amount, i.amount
from finance_opening o
join finance_opening_line d on d.opening_id = o.id
left join finance_open_item i
       on i.id = d.id and i.company_id = o.company_id and i.kind = d.kind and i.party_id = d.party_id
      and i.source_type = 'finance.opening-item' and i.source_id = d.id and i.item_date = d.item_date
      and i.due_date = d.due_date and i.reference = d.reference
where o.state = 'CLOSED' and d.kind in ('RECEIVABLE', 'PAYABLE') and not (i.amount <=> d.amount)
union all
select 'prepayment', hex(d.id), o.opening_date, d.amount, p.amount
from finance_opening o
join finance_opening_line d on d.opening_id = o.id
left join finance_payment p on p.id = d.id and p.company_id = o.company_id and p.party_id = d.party_id
where o.state = 'CLOSED' and d.kind = 'PREPAYMENT' and not (p.amount <=> d.amount)
union all
select 'open item of no opening', hex(i.id), i.item_date, null, i.amount
from finance_open_item i
left join finance_opening_line d on d.id = i.source_id
left join finance_opening o on o.id = d.opening_id
where i.source_type = 'finance.opening-item' and (o.id is null or o.state <> 'CLOSED')
  and i.id >= :since
union all
select 'entry of no closed opening', hex(e.id), e.entry_date, null, e.total_debit
from finance_journal_entry e
left join finance_opening o on o.id = e.source_id and o.company_id = e.company_id
where e.source_type in ('finance.opening', 'inventory.opening-stock')
  and (o.id is null or o.state <> 'CLOSED' or o.opening_date <> e.entry_date)
  and e.id >= :since
union all
select 'account', hex(x.account_id), x.opening_date, sum(x.said), sum(x.posted)
from (select d.account_id, o.opening_date, case d.side when 'DEBIT' then d.amount else -d.amount end as said, 0 as posted
      from finance_opening o
      join finance_opening_line d on d.opening_id = o.id
      join finance_account a on a.id = d.account_id
      where o.state = 'CLOSED'
        and (a.role is null or a.role not in ('RECEIVABLE', 'PAYABLE', 'UNALLOCATED_CASH', 'INVENTORY'))
      union all
      select a.id, o.opening_date, 0, l.debit - l.credit
      from finance_opening o
      join finance_journal_entry e
        on e.company_id = o.company_id and e.source_type = 'finance.opening' and e.source_id = o.id and e.posting = 'balances'
      join finance_journal_line l on l.entry_id = e.id
      join finance_account a on a.id = l.account_id
      where a.role is null or a.role <> 'OPENING_BALANCES') x
group by x.account_id, x.opening_date
having sum(x.said) <> sum(x.posted)
union all
select 'entry before the opening', hex(e.id), e.entry_date, null, e.total_debit
from finance_opening o
join finance_journal_entry e on e.company_id = o.company_id and e.entry_date < o.opening_date and e.posted_at > o.closed_at
  and e.id >= :since
