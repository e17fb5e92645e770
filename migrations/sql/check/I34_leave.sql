-- A balance of leave is the sum of its entries and not below the least of its kind; standing leave does not overlap; approved leave has taken its days, no other has.
select 'balance' as problem, hex(x.employee_id) as id, sum(x.balance) as balance, sum(x.entries) as entries
from (select employee_id, leave_type_id, balance, 0 as entries from hr_leave_account
      union all
      select employee_id, leave_type_id, 0, days from hr_leave_entry) x
where x.employee_id is not null
  and x.employee_id in (select employee_id from hr_leave_entry where id >= :since)
group by x.employee_id, x.leave_type_id
having sum(x.balance) <> sum(x.entries)
union all
select 'below the least', hex(a.employee_id), a.balance, t.lowest
from hr_leave_account a join hr_leave_type t on t.id = a.leave_type_id
where a.balance < t.lowest
union all
select 'overlap', hex(a.id), a.days, b.days
from hr_leave_request a join hr_leave_request b on b.employee_id = a.employee_id and a.id < b.id
where a.state in ('SUBMITTED', 'APPROVED') and b.state in ('SUBMITTED', 'APPROVED')
  and a.from_day <= b.to_day and b.from_day <= a.to_day
  and b.id >= :since
union all
select 'taken', hex(r.id), if(r.state = 'APPROVED', -r.days, 0), coalesce(s.days, 0)
from hr_leave_request r
left join (select request_id, sum(days) as days from hr_leave_entry where request_id is not null group by request_id) s
       on s.request_id = r.id
where coalesce(s.days, 0) <> if(r.state = 'APPROVED', -r.days, 0)
  and r.id >= :since
union all
select 'approvals', hex(r.id), r.approved, count(d.id)
from hr_leave_request r left join hr_leave_decision d on d.request_id = r.id and d.approved = 1
where r.id is not null
  and r.id >= :since
group by r.id, r.approved, r.state, r.levels
having r.approved <> count(d.id) or (r.state = 'APPROVED' and r.approved <> r.levels)
