-- No two contracts, places or leave policies (of one kind) of an employee are valid on the same day.
select 'contract' as what, hex(a.id) as id, hex(b.id) as other
from hr_contract a join hr_contract b on b.employee_id = a.employee_id and a.id < b.id
where a.valid_from <= coalesce(b.valid_to, '9999-12-31') and b.valid_from <= coalesce(a.valid_to, '9999-12-31')
  and b.id >= :since
union all
select 'assignment', hex(a.id), hex(b.id)
from hr_assignment a join hr_assignment b on b.employee_id = a.employee_id and a.id < b.id
where a.valid_from <= coalesce(b.valid_to, '9999-12-31') and b.valid_from <= coalesce(a.valid_to, '9999-12-31')
  and b.id >= :since
union all
select 'leave enrolment', hex(a.id), hex(b.id)
from hr_leave_enrolment a
join hr_leave_enrolment b on b.employee_id = a.employee_id and b.leave_type_id = a.leave_type_id and a.id < b.id
where a.valid_from <= coalesce(b.valid_to, '9999-12-31') and b.valid_from <= coalesce(a.valid_to, '9999-12-31')
  and b.id >= :since
