-- No more than a payment is allocated of it, and the unallocated rests are the account of unallocated cash, per customer, or of supplier credits, per supplier; discounts leave no rest, and payments that were taken back neither.
select 'payment' as of_what, hex(p.id) as id, p.currency, p.unallocated as rest,
       p.amount - coalesce(s.amount, 0) as ledger
from finance_payment p
join (select id from finance_payment where id >= :since union select payment_id from finance_allocation where id >= :since) t on t.id = p.id
left join (select payment_id, sum(amount) as amount from finance_allocation
           where payment_id in (select payment_id from finance_allocation where id >= :since)
           group by payment_id) s
       on s.payment_id = p.id
left join finance_reversal r on r.document_id = p.id
where p.unallocated <> if(r.id is null, p.amount, 0) - coalesce(s.amount, 0) or p.unallocated < 0 or p.method = 'DISCOUNT' and p.unallocated > 0
union all
select lower(x.subledger), hex(x.party_id), x.currency, sum(x.rest), sum(x.ledger)
from (select company_id, subledger, party_id, currency, sum(unallocated) as rest, 0 as ledger
      from finance_payment
      where id >= :since
      group by company_id, subledger, party_id, currency
      union all
      select p.company_id, p.subledger, p.party_id, p.currency, -a.amount, 0 from finance_allocation a join finance_payment p on p.id = a.payment_id where a.id >= :since and p.id < :since union all
      select p.company_id, p.subledger, p.party_id, p.currency, -p.amount, 0 from finance_reversal r join finance_payment p on p.id = r.document_id where r.id >= :since and p.id < :since union all
      select a.company_id, if(a.role = 'UNALLOCATED_CASH', 'RECEIVABLE', 'PAYABLE'), l.party_id, l.currency, 0,
             sum(if(a.role = 'UNALLOCATED_CASH', l.credit - l.debit, l.debit - l.credit))
      from finance_account a
      join finance_journal_line l on l.account_id = a.id
      where a.role in ('UNALLOCATED_CASH', 'SUPPLIER_CREDITS')
        and l.entry_id >= :since and l.entry_id not in (select id from finance_journal_entry where source_type = 'finance.payment' and source_id < :since and id >= :since and reversal_of is null) -- prepayments drafted before
        and not (a.role = 'SUPPLIER_CREDITS' and l.entry_id in (select id from finance_journal_entry where source_type = 'finance.opening'))
      group by a.company_id, a.role, l.party_id, l.currency) x
group by x.company_id, x.subledger, x.party_id, x.currency
having sum(x.rest) <> sum(x.ledger)
