-- The tax lines of every entry sum to what it posts to accounts of tax due; what was due at the opening has none.
select hex(x.company_id) as company_id, hex(x.entry_id) as entry_id, hex(x.account_id) as account_id,
       sum(x.tax) as tax, sum(x.ledger) as ledger
from (select t.company_id, t.entry_id, c.account_id, t.currency, t.amount as tax, 0 as ledger
      from finance_tax_line t
      join finance_tax_code c on c.id = t.tax_code_id
      where t.entry_id >= :since
      union all
      select a.company_id, l.entry_id, a.id, l.currency, 0, l.credit - l.debit
      from finance_account a
      join finance_journal_line l on l.account_id = a.id
      join finance_journal_entry e on e.id = l.entry_id
      where (a.role = 'TAX_DUE' or a.id in (select account_id from finance_tax_code))
        and e.source_type <> 'finance.opening'
        and l.entry_id >= :since
     ) x
where x.entry_id not in (select r.id from finance_reversal b join finance_journal_entry r
        on r.company_id = b.company_id and r.source_type = b.document_type and r.source_id = b.document_id) -- see I43
group by x.company_id, x.entry_id, x.account_id, x.currency
having sum(x.tax) <> sum(x.ledger)
