-- What work orders count of issues, hours and output is the sum of their postings, and no more comes out than was planned and tolerated.
with touched as (select id from production_order where id >= :since union select order_id from production_posting where id >= :since)
select 'component' as what, hex(c.id) as id, c.issued as counted, coalesce(l.quantity, 0) as posted, c.issued_value as worth, coalesce(l.value, 0) as posted_worth
from production_order_component c
join touched on touched.id = c.order_id -- :since
left join (
    select subject_id, sum(quantity) as quantity, sum(value) as value from production_posting_line
    where kind = 'COMPONENT'
      and posting_id in (select p.id from touched join production_posting p on p.order_id = touched.id) -- :since
    group by subject_id
) l on l.subject_id = c.id
where c.issued <> coalesce(l.quantity, 0) or c.issued_value <> coalesce(l.value, 0)
union all
select 'operation', hex(c.id), c.booked, coalesce(l.quantity, 0), c.booked_value, coalesce(l.value, 0)
from production_order_operation c
join touched on touched.id = c.order_id -- :since
left join (
    select subject_id, sum(quantity) as quantity, sum(value) as value from production_posting_line
    where kind = 'OPERATION'
      and posting_id in (select p.id from touched join production_posting p on p.order_id = touched.id) -- :since
    group by subject_id
) l on l.subject_id = c.id
where c.booked <> coalesce(l.quantity, 0) or c.booked_value <> coalesce(l.value, 0)
union all
select 'output', hex(c.id), c.received + c.scrapped, coalesce(l.quantity, 0), c.credited_value, coalesce(l.value, 0)
from production_order_output c
join production_order o on o.id = c.order_id
join touched on touched.id = c.order_id -- :since
left join (
    select subject_id, sum(quantity) as quantity, sum(value) as value,
        sum(if(kind = 'SCRAP', quantity, 0)) as scrapped from production_posting_line
    where kind in ('OUTPUT', 'SCRAP')
      and posting_id in (select p.id from touched join production_posting p on p.order_id = touched.id) -- :since
    group by subject_id
) l on l.subject_id = c.id
where c.received + c.scrapped <> coalesce(l.quantity, 0) or c.scrapped <> coalesce(l.scrapped, 0)
    or c.credited_value <> coalesce(l.value, 0) or c.received + c.scrapped > c.planned * (1 + o.tolerance)
union all
select 'order', hex(o.id), o.postings, count(p.id), null, null
from production_order o
join touched on touched.id = o.id -- :since
left join production_posting p on p.company_id = o.company_id and p.order_id = o.id
group by o.id, o.postings
having o.postings <> count(p.id)
