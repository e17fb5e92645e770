-- At the end of no date is less than nothing of an item in a place, or worth less than nothing, or nothing worth something, or a company's inventory account negative.
select 'quantity' as what, item_id as id, location_id as place, at_date, quantity, null as value
from (
    select item_id, location_id, at_date,
        sum(moved) over (partition by item_id, location_id order by at_date) as quantity
    from (
        select item_id, location_id, at_date, sum(quantity) as moved
        from (
            select m.item_id, m.to_location_id as location_id, m.effective_date as at_date, m.quantity
            from inventory_move m join inventory_location l on l.id = m.to_location_id
            where l.kind = 'STORAGE'
              and m.item_id in (select item_id from inventory_move where id >= :since)
            union all
            select m.item_id, m.from_location_id, m.effective_date, -m.quantity
            from inventory_move m join inventory_location l on l.id = m.from_location_id
            where l.kind = 'STORAGE'
              and m.item_id in (select item_id from inventory_move where id >= :since)
        ) moves
        group by item_id, location_id, at_date
    ) days
) stock
where quantity < 0
union all
select 'value', item_id, null, at_date, quantity, value
from (
    select item_id, at_date, sum(valued) over item as quantity, sum(worth) over item as value
    from (
        select m.item_id, m.effective_date as at_date, sum(v.quantity) as valued, sum(v.value) as worth
        from inventory_valuation v join inventory_move m on m.id = v.move_id
        where m.item_id in (select item_id from inventory_move where id >= :since)
        group by m.item_id, m.effective_date
    ) days
    window item as (partition by item_id order by at_date)
) stock
where value < 0 or (quantity = 0 and value <> 0)
union all
select 'account', account_id, null, at_date, null, value
from (
    select account_id, at_date, sum(booked) over (partition by account_id order by at_date) as value
    from (
        select l.account_id, l.entry_date as at_date, sum(l.debit - l.credit) as booked
        from finance_account a
        join finance_journal_line l on l.account_id = a.id
        where a.role = 'INVENTORY'
        group by l.account_id, l.entry_date
    ) days
) ledger
where value < 0
