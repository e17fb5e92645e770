-- No more than a payment is allocated of it, and the unallocated rests are the account of unallocated cash, per customer.
select 'payment' as of_what, hex(p.id) as id, p.currency, p.unallocated as rest,
       p.amount - coalesce(s.amount, 0) as ledger
from finance_payment p
join (select id from finance_payment where id >= :since union select payment_id from finance_allocation where id >= :since) t on t.id = p.id
left join (select payment_id, sum(amount) as amount from finance_allocation
           where payment_id in (select payment_id from finance_allocation where id >= :since)
           group by payment_id) s
       on s.payment_id = p.id
where p.unallocated <> p.amount - coalesce(s.amount, 0) or p.unallocated < 0
union all
select 'customer', hex(x.party_id), x.currency, sum(x.rest), sum(x.ledger)
from (select company_id, party_id, currency, sum(unallocated) as rest, 0 as ledger
      from finance_payment
      where id >= :since
      group by company_id, party_id, currency
      union all
      select p.company_id, p.party_id, p.currency, -a.amount, 0 from finance_allocation a join finance_payment p on p.id = a.payment_id where a.id >= :since and p.id < :since union all
      select a.company_id, l.party_id, l.currency, 0, sum(l.credit - l.debit)
      from finance_account a
      join finance_journal_line l on l.account_id = a.id
      where a.role = 'UNALLOCATED_CASH'
        and l.entry_id >= :since and l.entry_id not in (select id from finance_journal_entry where source_type = 'finance.payment' and source_id < :since and id >= :since) -- prepayments drafted before
      group by a.company_id, l.party_id, l.currency) x
group by x.company_id, x.party_id, x.currency
having sum(x.rest) <> sum(x.ledger)
