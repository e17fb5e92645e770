-- All layers of a company are worth what its inventory account says.
select company_id, sum(layers) as layers, sum(ledger) as ledger
from (
    select company_id, value as layers, 0 as ledger from inventory_layer
    where id >= :since union all select v.company_id, v.value, 0 from inventory_valuation v join inventory_layer l on l.id = v.layer_id where v.id >= :since and l.id < :since
    union all
    select l.company_id, 0, l.debit - l.credit
    from finance_account a
    join finance_journal_line l on l.account_id = a.id
    where a.role = 'INVENTORY'
      and l.entry_id >= :since
) t
group by company_id
having sum(layers) <> sum(ledger)
