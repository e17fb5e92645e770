-- A work order holds reservations only while it is released or in progress, as many as its components say, and has postings only once it was released.
with touched as (select id from production_order where id >= :since union select order_id from production_posting where id >= :since)
select 'reserved' as what, hex(c.id) as id, o.state, c.reserved, coalesce(r.open_quantity, 0) as open_quantity
from production_order_component c
join production_order o on o.id = c.order_id
join touched on touched.id = o.id -- :since
left join inventory_reservation r on r.source_line_id = c.id
where c.reserved <> coalesce(r.open_quantity, 0)
    or (c.reserved > 0 and o.state not in ('RELEASED', 'IN_PROGRESS'))
union all
select 'state', hex(o.id), o.state, o.postings, null
from production_order o
join touched on touched.id = o.id -- :since
where (o.state in ('PLANNED', 'FIRMED', 'RELEASED') and o.postings > 0)
    or (o.state in ('IN_PROGRESS', 'COMPLETED', 'CLOSED') and o.postings = 0)
    or ((o.state in ('PLANNED', 'FIRMED')) and o.released_at is not null)
    or (o.state in ('RELEASED', 'IN_PROGRESS', 'COMPLETED', 'CLOSED') and o.released_at is null)
union all
select 'posting without goods', hex(l.id), p.kind, l.quantity, m.quantity
from production_posting_line l
join production_posting p on p.id = l.posting_id
join touched on touched.id = p.order_id -- :since
left join inventory_move m on m.source_id = p.id and m.source_line_id = l.id and m.item_id = l.item_id
where l.kind in ('COMPONENT', 'OUTPUT') and not (abs(l.quantity) <=> m.quantity)
