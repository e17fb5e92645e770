-- An order's state is what its lines say (closed: all is delivered and invoiced, or it was closed short of that), and exactly what a confirmed order has not delivered is set aside for it.
with touched as (select id from sales_order where id >= :since union select order_id from sales_delivery where id >= :since union select order_id from sales_invoice where id >= :since union select d.order_id from finance_reversal r join sales_delivery d on d.id = r.document_id where r.id >= :since union select i.order_id from finance_reversal r join sales_invoice i on i.id = r.document_id where r.id >= :since)
select 'state' as what, o.id, o.state, l.open_lines, l.touched_lines, null as reserved
from sales_order o
join (
    select order_id,
        sum(delivered <> quantity or invoiced <> quantity) as open_lines,
        sum(delivered <> 0 or invoiced <> 0) as touched_lines,
        sum(delivered <> quantity) as undelivered_lines
    from sales_order_line
    join touched on touched.id = order_id -- :since
    group by order_id
) l on l.order_id = o.id
where (o.state = 'CLOSED')
        <> (o.state in ('CONFIRMED', 'CLOSED') and (l.open_lines = 0 or o.closed_at is not null))
    or (o.closed_at is not null
        and (o.state <> 'CLOSED' or l.undelivered_lines = 0 or l.touched_lines = 0 or o.closed_total is null))
    or (o.state in ('DRAFT', 'CANCELLED') and l.touched_lines <> 0)
union all
select 'line', l.id, o.state, l.quantity, l.delivered, r.open_quantity
from sales_order_line l
join sales_order o on o.id = l.order_id
join touched on touched.id = o.id -- :since
left join (
    select source_line_id, sum(open_quantity) as open_quantity
    from inventory_reservation where source_type = 'sales.order' group by source_line_id
) r on r.source_line_id = l.id
where coalesce(r.open_quantity, 0) <> case when o.state = 'CONFIRMED' then l.quantity - l.delivered else 0 end
union all
select 'reservation', r.source_line_id, r.source_type, null, null, r.open_quantity
from inventory_reservation r
left join sales_order_line l on l.id = r.source_line_id
where r.source_type = 'sales.order' and l.id is null
