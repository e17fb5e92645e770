-- What each customer's open items say is owed is what the account of receivables says, per company and currency.
select hex(x.company_id) as company_id, hex(x.party_id) as party_id, x.currency, sum(x.items) as items,
       sum(x.ledger) as ledger
from (select company_id, party_id, currency, sum(open_amount) as items, 0 as ledger
      from finance_open_item
      where kind = 'RECEIVABLE'
        and id >= :since and source_type <> 'finance.opening-item' -- drafted earlier than posted, see I41
      group by company_id, party_id, currency
      union all
      select i.company_id, i.party_id, i.currency, -a.amount, 0 from finance_allocation a join finance_open_item i on i.id = a.open_item_id where a.id >= :since and (i.id < :since or i.source_type = 'finance.opening-item') and i.kind = 'RECEIVABLE' union all
      select a.company_id, l.party_id, l.currency, 0, sum(l.debit - l.credit)
      from finance_account a
      join finance_journal_line l on l.account_id = a.id
      where a.role = 'RECEIVABLE'
        and l.entry_id >= :since and l.entry_id not in (select id from finance_journal_entry where source_type = 'finance.opening' and id >= :since)
        and l.entry_id not in (select m.id from finance_journal_entry m join finance_open_item i on i.company_id = m.company_id and i.source_type = m.source_type and i.source_id = m.source_id where m.id >= :since and m.reversal_of < :since) -- the item of a document that was taken back is closed likewise
      group by a.company_id, l.party_id, l.currency) x
group by x.company_id, x.party_id, x.currency
having sum(x.items) <> sum(x.ledger)
