-- What is held for review is a document of its company, and nobody changes it meanwhile but to take it back. Servers hear of it within seconds: changes begun then are let pass.
select 'changed while held' as what, hex(h.id) as id, h.entity_type, hex(h.entity_id) as entity_id, h.action, q.release_name
from core_quarantine q
join core_history h on h.entity_type = q.entity_type and h.entity_id = q.entity_id and h.company_id = q.company_id
where h.at > q.held_at + interval 10 second and h.at < coalesce(q.released_at, '9999-12-31')
  and h.action not in ('quarantine', 'release') and h.action not like 'reverse%' and h.action <> 'unallocate' and h.id >= :since
union all
select 'held without its history', hex(q.id), q.entity_type, hex(q.entity_id), q.state, q.release_name
from core_quarantine q
where not exists (
    select 1 from core_history h
    where h.entity_type = q.entity_type and h.entity_id = q.entity_id and h.company_id = q.company_id and h.action = 'quarantine')
  and q.id >= :since
union all
select 'released without its history', hex(q.id), q.entity_type, hex(q.entity_id), q.state, q.release_name
from core_quarantine q
where q.state = 'RELEASED' and not exists (
    select 1 from core_history h
    where h.entity_type = q.entity_type and h.entity_id = q.entity_id and h.company_id = q.company_id and h.action = 'release')
  and q.id >= :since
