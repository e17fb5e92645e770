-- A slip is the sum of its lines and a run that of its slips; an employee has one slip that counts of a period and kind, and one that is not posted; a posted run is in the ledger as its slips say, by account and cost centre; loans are repaid by posted slips; what the bank gave back is owed, and what a reversed run had paid, or a leaver was paid too much, is lent.
select 'slip' as problem, hex(s.id) as id, s.net as said, sum(if(l.kind = 'EARNING', l.amount, if(l.kind = 'DEDUCTION', -l.amount, 0))) as found
from hr_payslip s left join hr_payslip_line l on l.slip_id = s.id
where s.id is not null
  and s.id >= :since
group by s.id, s.gross, s.deductions, s.net, s.employer_cost
having s.gross <> coalesce(sum(if(l.kind = 'EARNING', l.amount, 0)), 0)
    or s.deductions <> coalesce(sum(if(l.kind = 'DEDUCTION', l.amount, 0)), 0)
    or s.employer_cost <> coalesce(sum(if(l.kind = 'EMPLOYER_COST', l.amount, 0)), 0)
    or s.net <> s.gross - s.deductions
union all
select 'run', hex(r.id), r.net, sum(s.net)
from hr_payroll_run r left join hr_payslip s on s.run_id = r.id
where r.id is not null
  and r.id >= :since
group by r.id, r.slips, r.gross, r.deductions, r.net, r.employer_cost, r.state
having r.slips <> count(s.id) or r.gross <> coalesce(sum(s.gross), 0) or r.deductions <> coalesce(sum(s.deductions), 0)
    or r.net <> coalesce(sum(s.net), 0) or r.employer_cost <> coalesce(sum(s.employer_cost), 0)
    or (r.state = 'REVERSED' and count(s.live) > 0) or (r.state <> 'REVERSED' and count(s.live) <> count(s.id))
union all
select 'second slip', hex(s.employee_id), min(s.net), max(s.net)
from hr_payslip s
where s.live = 1
  and s.employee_id in (select employee_id from hr_payslip where id >= :since)
group by s.employee_id, s.period, s.kind
having count(*) > 1
union all
select 'second slip not posted', hex(s.employee_id), min(s.net), max(s.net)
from hr_payslip s
join hr_payroll_run r on r.id = s.run_id
where s.live = 1 and r.state not in ('POSTED', 'PAID')
  and s.employee_id in (select employee_id from hr_payslip where id >= :since)
group by s.employee_id
having count(*) > 1
union all
select 'ledger', hex(x.run_id), sum(x.said), sum(x.posted)
from (select r.id as run_id, coalesce(l.account_id, a.id) as account_id, if(l.kind = 'DEDUCTION', null, s.cost_centre) as cost_centre,
             if(l.kind = 'DEDUCTION', -l.amount, l.amount) as said, 0 as posted
      from hr_payroll_run r
      join hr_payslip s on s.run_id = r.id
      join hr_payslip_line l on l.slip_id = s.id
      left join finance_account a on a.company_id = r.company_id
            and a.role = if(l.kind <> 'DEDUCTION', 'WAGES', if(l.loan_id is null, 'PAYROLL_LIABILITIES', 'EMPLOYEE_LOANS'))
      where r.entry_id is not null
        and r.id >= :since
      union all
      select r.id, a.id, null, if(a.role = 'NET_PAY_PAYABLE', -r.net, -r.employer_cost), 0
      from hr_payroll_run r
      join finance_account a on a.company_id = r.company_id and a.role in ('NET_PAY_PAYABLE', 'PAYROLL_LIABILITIES')
      where r.entry_id is not null
        and r.id >= :since
      union all
      select r.id, l.account_id, l.cost_centre, 0, l.debit - l.credit
      from hr_payroll_run r join finance_journal_line l on l.entry_id = r.entry_id
      where r.entry_id is not null
        and r.id >= :since
      ) x
group by x.run_id, x.account_id, x.cost_centre
having sum(x.said) <> sum(x.posted)
union all
select 'reversal', hex(r.id), r.net, null
from hr_payroll_run r left join finance_journal_entry e on e.reversal_of = r.entry_id
where r.entry_id is not null and (r.state = 'REVERSED') <> (e.id is not null)
  and r.id >= :since
union all
select 'returned', hex(r.id), r.returned, sum(if(s.returned_on is null, 0, s.net))
from hr_payroll_run r left join hr_payslip s on s.run_id = r.id
where r.id is not null
  and r.id >= :since
group by r.id, r.returned, r.state
having r.returned <> coalesce(sum(if(s.returned_on is null, 0, s.net)), 0) or (r.returned > 0 and r.state not in ('PAID', 'REVERSED'))
union all
select 'paid', hex(x.run_id), sum(x.said), sum(x.posted)
from (select r.id as run_id, if(r.state = 'PAID', r.net - r.returned, 0) as said, 0 as posted
      from hr_payroll_run r
      where r.id >= :since
      union all
      select r.id, n.amount, 0
      from hr_payroll_run r join hr_pay_loan n on n.run_id = r.id and n.state = 'PAID_OUT'
      where r.state = 'REVERSED'
        and r.id >= :since
      union all
      select r.id, 0, if(e.posting like 'net-pay-returned-%', -e.total_debit, e.total_debit)
      from hr_payroll_run r
      join finance_journal_entry e on e.company_id = r.company_id and e.source_type = 'hr.payroll-run' and e.source_id = r.id
      where e.posting like 'net-pay%' and e.posting <> 'net-pay-recovered'
        and r.id >= :since
      ) x
group by x.run_id
having sum(x.said) <> sum(x.posted)
union all
select 'recovered', hex(r.id), coalesce(sum(n.amount), 0), e.total_debit
from hr_payroll_run r
left join hr_pay_loan n on n.run_id = r.id and n.state = 'PAID_OUT'
      and not exists (select 1 from hr_payslip_line o where o.loan_id = n.id and o.amount < 0)
left join finance_journal_entry e
       on e.company_id = r.company_id and e.source_type = 'hr.payroll-run' and e.source_id = r.id and e.posting = 'net-pay-recovered'
where r.id is not null
  and r.id >= :since
group by r.id, r.state, e.total_debit
having coalesce(sum(n.amount), 0) <> coalesce(e.total_debit, 0) or (r.state <> 'REVERSED' and count(n.id) > 0)
union all
select 'owed', hex(l.id), -l.amount, n.amount
from hr_payslip_line l
join hr_payslip s on s.id = l.slip_id
join hr_payroll_run r on r.id = s.run_id
join hr_pay_loan n on n.id = l.loan_id
where l.amount < 0 and (n.amount <> -l.amount or n.employee_id <> s.employee_id or not (n.run_id <=> r.id)
      or n.state <> if(r.state in ('POSTED', 'PAID'), 'PAID_OUT', if(r.state = 'REVERSED', 'CANCELLED', 'DRAFT')))
  and l.id >= :since
union all
select 'loan repaid', hex(x.id), x.repaid, x.found
from (select n.id, n.repaid,
             coalesce((select sum(l.amount)
                       from hr_payslip_line l
                       join hr_payslip p on p.id = l.slip_id
                       join hr_payroll_run r on r.id = p.run_id
                       where l.loan_id = n.id and l.amount > 0 and r.state in ('POSTED', 'PAID')), 0)
             + coalesce((select sum(e.total_debit)
                         from finance_journal_entry e
                         where e.company_id = n.company_id and e.source_type = 'hr.pay-loan' and e.source_id = n.id
                           and e.posting like 'repaid-%'), 0) as found
      from hr_pay_loan n) x
where x.repaid <> x.found
union all
select 'loan paid out', hex(n.id), if(n.state = 'PAID_OUT', n.amount, 0), e.total_debit
from hr_pay_loan n
left join finance_journal_entry e
       on e.company_id = n.company_id and e.source_type = 'hr.pay-loan' and e.source_id = n.id and e.posting = 'pay-out'
where coalesce(e.total_debit, 0) <> if(n.state = 'PAID_OUT' and n.run_id is null, n.amount, 0)
  and n.id >= :since
union all
select 'entry of no run or loan', hex(e.id), null, e.total_debit
from finance_journal_entry e
left join hr_payroll_run r on r.id = e.source_id and r.company_id = e.company_id
left join hr_pay_loan n on n.id = e.source_id and n.company_id = e.company_id
where e.source_type in ('hr.payroll-run', 'hr.pay-loan') and r.id is null and n.id is null
  and e.id >= :since
