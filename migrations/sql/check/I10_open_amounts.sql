-- What is open of an item is its amount less its allocations, and lies between zero and the amount; of a document that was taken back nothing is open.
select hex(i.id) as open_item_id, i.amount, i.open_amount, coalesce(s.amount, 0) as allocated
from finance_open_item i
join (select id from finance_open_item where id >= :since union select open_item_id from finance_allocation where id >= :since) t on t.id = i.id
left join (select open_item_id, sum(amount) as amount from finance_allocation
           where open_item_id in (select open_item_id from finance_allocation where id >= :since)
           group by open_item_id) s
       on s.open_item_id = i.id
left join finance_reversal r on r.document_id = i.source_id
where i.open_amount <> if(r.id is null, i.amount, 0) - coalesce(s.amount, 0) or i.open_amount < 0 or i.open_amount > i.amount
