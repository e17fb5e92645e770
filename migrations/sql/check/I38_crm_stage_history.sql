-- An opportunity's changes of stage and state are numbered from 1 without a gap, each begins where the one before ended and not before it, all are of its pipeline, and the last is where it stands.
with
touched as (select id from crm_opportunity where id >= :since union select opportunity_id from crm_stage_change where id >= :since),
changes as (
    select c.*, lag(c.change_no) over one as before_no, lag(c.to_stage_id) over one as before_stage,
        lag(c.to_state) over one as before_state, lag(c.changed_at) over one as before_at
    from crm_stage_change c
    where c.opportunity_id in (select id from touched) -- :since
    window one as (partition by c.opportunity_id order by c.change_no)
)
select 'change' as what, c.id, c.change_no as expected, c.before_no as found from changes c
where c.change_no <> coalesce(c.before_no, 0) + 1
    or not (c.from_stage_id <=> c.before_stage)
    or not (c.from_state <=> c.before_state)
    or c.changed_at < c.before_at
union all
select 'change to a stage of another pipeline', c.id, c.change_no, null from changes c
join crm_opportunity o on o.id = c.opportunity_id
join crm_stage s on s.id = c.to_stage_id
where s.pipeline_id <> o.pipeline_id
union all
select 'opportunity', o.id, o.stage_changes, c.change_no from crm_opportunity o
left join crm_stage_change c on c.company_id = o.company_id and c.opportunity_id = o.id and c.change_no = o.stage_changes
where (c.id is null or c.to_stage_id <> o.stage_id or c.to_state <> o.state or c.changed_at <> o.stage_since
    or exists (select 1 from crm_stage_change m where m.company_id = o.company_id and m.opportunity_id = o.id and m.change_no > o.stage_changes))
  and o.id in (select id from touched) -- :since
