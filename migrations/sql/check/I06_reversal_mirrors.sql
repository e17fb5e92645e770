-- Every reversal mirrors its original exactly, once: per account, party and currency the two sum to zero.
select hex(x.original_id) as original_id, hex(x.account_id) as account_id, sum(x.amount) as amount,
       max(x.reversals) as reversals
from (select r.reversal_of as original_id, l.account_id, l.party_id, l.currency, l.debit - l.credit as amount,
             0 as reversals
      from finance_journal_entry r
      join finance_journal_line l on l.entry_id = r.id
      where r.reversal_of is not null
        and r.id >= :since
      union all
      select r.reversal_of, l.account_id, l.party_id, l.currency, l.debit - l.credit, 0
      from (select distinct reversal_of from finance_journal_entry where reversal_of is not null
            and id >= :since
           ) r
      join finance_journal_line l on l.entry_id = r.reversal_of
      union all
      select reversal_of, null, null, null, 0, count(*)
      from finance_journal_entry
      where reversal_of is not null
        and id >= :since
      group by reversal_of) x
group by x.original_id, x.account_id, x.party_id, x.currency
having sum(x.amount) <> 0 or max(x.reversals) > 1
