-- At the end of no day are a customer's receivables or unallocated payments, a supplier's payables or unallocated credits, or an employee's payables, below zero.
select hex(company_id) as company_id, hex(party_id) as party_id, role, currency, entry_date, balance
from (select d.company_id, d.party_id, d.role, d.currency, d.entry_date,
             sum(d.amount) over (partition by d.company_id, d.role, d.party_id, d.currency order by d.entry_date)
               as balance
      from (select a.company_id, a.role, l.party_id, l.currency, l.entry_date,
                   sum(if(a.role in ('RECEIVABLE', 'SUPPLIER_CREDITS'), l.debit - l.credit, l.credit - l.debit)) as amount
            from finance_account a
            join finance_journal_line l on l.account_id = a.id
            where a.role in ('RECEIVABLE', 'PAYABLE', 'UNALLOCATED_CASH', 'SUPPLIER_CREDITS', 'EMPLOYEE_PAYABLE')
            group by a.company_id, a.role, l.party_id, l.currency, l.entry_date) d) b
where balance < 0
