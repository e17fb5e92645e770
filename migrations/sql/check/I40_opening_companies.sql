-- No opening run refers to a row of another company.
select 'line to opening' as reference, hex(c.id) as id
from finance_opening_line c join finance_opening p on p.id = c.opening_id
where c.company_id <> p.company_id
union all
select 'line to account', hex(c.id)
from finance_opening_line c join finance_account p on p.id = c.account_id
where c.company_id <> p.company_id
union all
select 'line to party', hex(c.id)
from finance_opening_line c join core_party p on p.id = c.party_id
where c.company_id <> p.company_id
union all
select 'stock to opening', hex(c.id)
from inventory_opening_line c join finance_opening p on p.id = c.opening_id
where c.company_id <> p.company_id
union all
select 'stock in warehouse', hex(c.id)
from inventory_opening_line c join inventory_warehouse p on p.id = c.warehouse_id
where c.company_id <> p.company_id
union all
select 'stock of item', hex(c.id)
from inventory_opening_line c join inventory_item p on p.id = c.item_id
where c.company_id <> p.company_id
