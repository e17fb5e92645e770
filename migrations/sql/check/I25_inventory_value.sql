-- All layers of a company are worth what its inventory account says.
select company_id, sum(layers) as layers, sum(ledger) as ledger
from (
    select company_id, value as layers, 0 as ledger from inventory_layer
    union all
    select l.company_id, 0, l.debit - l.credit
    from finance_account a
    join finance_journal_line l on l.account_id = a.id
    where a.role = 'INVENTORY'
) t
group by company_id
having sum(layers) <> sum(ledger)
