-- No two active versions of an item's bill are valid on the same day.
select hex(a.id) as one, hex(b.id) as other, hex(a.item_id) as item, b.valid_from
from production_bill a
join production_bill b on b.company_id = a.company_id and b.item_id = a.item_id and b.id <> a.id and b.state = 'ACTIVE'
where a.state = 'ACTIVE' and b.valid_from >= a.valid_from and (a.valid_to is null or b.valid_from <= a.valid_to)
  and (a.id >= :since or b.id >= :since)
