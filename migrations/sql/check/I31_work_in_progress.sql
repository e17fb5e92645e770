-- The account of work in progress is what all work orders hold; each order holds what was posted to it, each posting what its journal lines say, and a closed or cancelled order nothing.
with touched as (select id from production_order where id >= :since union select order_id from production_posting where id >= :since)
select 'company' as what, hex(t.company_id) as id, sum(t.wip) as held, sum(t.ledger) as posted
from (
    select company_id, wip, 0 as ledger from production_order
    where id >= :since union all select p.company_id, p.wip_change, 0 from production_posting p join production_order o on o.id = p.order_id where p.id >= :since and o.id < :since
    union all
    select l.company_id, 0, l.debit - l.credit
    from finance_account a
    join finance_journal_line l on l.account_id = a.id
    where a.role = 'WORK_IN_PROGRESS'
      and l.entry_id >= :since
) t
group by t.company_id
having sum(t.wip) <> sum(t.ledger)
union all
select 'order', hex(o.id), o.wip, coalesce(sum(p.wip_change), 0)
from production_order o
join touched on touched.id = o.id -- :since
left join production_posting p on p.company_id = o.company_id and p.order_id = o.id
group by o.id, o.wip
having o.wip <> coalesce(sum(p.wip_change), 0)
union all
select 'posting', hex(x.id), sum(x.held), sum(x.posted)
from (
    select p.id, p.wip_change as held, 0 as posted from production_posting p
    where p.id >= :since
    union all
    select e.source_id, 0, l.debit - l.credit
    from finance_account a
    join finance_journal_line l on l.account_id = a.id
    join finance_journal_entry e on e.id = l.entry_id
    where a.role = 'WORK_IN_PROGRESS' and e.source_type = 'production.posting'
      and e.id >= :since and l.entry_id >= :since
) x
group by x.id
having sum(x.held) <> sum(x.posted)
union all
select 'lines', hex(p.id), p.wip_change, coalesce(sum(if(l.kind in ('OUTPUT', 'SCRAP'), -l.value, l.value)), 0)
from production_posting p
left join production_posting_line l on l.company_id = p.company_id and l.posting_id = p.id
where p.kind <> 'CLOSE'
  and p.id >= :since
group by p.id, p.wip_change
having p.wip_change <> coalesce(sum(if(l.kind in ('OUTPUT', 'SCRAP'), -l.value, l.value)), 0)
union all
select 'settled', hex(o.id), o.wip, 0
from production_order o
join touched on touched.id = o.id -- :since
where o.state in ('CLOSED', 'CANCELLED', 'PLANNED', 'FIRMED', 'RELEASED') and o.wip <> 0
union all
select 'variances', hex(o.id), o.usage_variance + o.rate_variance + o.method_variance, -p.wip_change
from production_order o
join touched on touched.id = o.id -- :since
left join production_posting p on p.company_id = o.company_id and p.order_id = o.id and p.kind = 'CLOSE'
where o.state = 'CLOSED' and not (o.usage_variance + o.rate_variance + o.method_variance <=> -p.wip_change)
union all
select 'posted after the close', hex(o.id), o.postings, p.posting_no
from production_order o
join touched on touched.id = o.id -- :since
join production_posting c on c.company_id = o.company_id and c.order_id = o.id and c.kind = 'CLOSE'
join production_posting p on p.company_id = o.company_id and p.order_id = o.id and p.posting_no > c.posting_no
