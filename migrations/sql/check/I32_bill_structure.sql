-- Each component of an active bill lies deeper than the item that it goes into, so no item goes into itself.
select hex(b.id) as bill, hex(l.item_id) as component, p.low_level_code as level_of_item, c.low_level_code as level_of_component
from production_bill b
join production_bill_line l on l.company_id = b.company_id and l.bill_id = b.id
left join production_level p on p.item_id = b.item_id
left join production_level c on c.item_id = l.item_id
where b.state = 'ACTIVE' and l.kind = 'COMPONENT' and not coalesce(c.low_level_code > p.low_level_code, false)
  and b.id >= :since
