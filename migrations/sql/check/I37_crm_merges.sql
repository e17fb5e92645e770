-- Whoever was merged has nothing of its own any more, no e-mail, phone or tax number is its, and it points to one that goes on. What goes on has its keys: open leads, contacts and organisations.
select 'organisation merged into a merged one' as what, o.id from crm_organisation o join crm_organisation s on s.id = o.merged_into_id where s.merged_into_id is not null
union all
select 'contact merged into a merged one', o.id from crm_contact o join crm_contact s on s.id = o.merged_into_id where s.merged_into_id is not null
union all
select 'lead merged into a merged one', o.id from crm_lead o join crm_lead s on s.id = o.merged_into_id where s.merged_into_id is not null
union all
select 'contact of a merged organisation', c.id from crm_contact c join crm_organisation o on o.id = c.organisation_id where o.merged_into_id is not null and c.merged_into_id is null
union all
select 'customer of a merged organisation', c.id from crm_customer_link c join crm_organisation o on o.id = c.organisation_id where o.merged_into_id is not null
union all
select 'opportunity of a merged organisation', c.id from crm_opportunity c join crm_organisation o on o.id = c.organisation_id where o.merged_into_id is not null
union all
select 'opportunity of a merged contact', c.id from crm_opportunity c join crm_contact o on o.id = c.contact_id where o.merged_into_id is not null
union all
select 'activity about a merged organisation', c.id from crm_activity c join crm_organisation o on o.id = c.organisation_id where o.merged_into_id is not null
union all
select 'activity about a merged contact', c.id from crm_activity c join crm_contact o on o.id = c.contact_id where o.merged_into_id is not null
union all
select 'activity about a merged lead', c.id from crm_activity c join crm_lead o on o.id = c.lead_id where o.merged_into_id is not null
union all
select 'consent of a merged contact', c.id from crm_consent c join crm_contact o on o.id = c.contact_id where o.merged_into_id is not null
union all
select 'consent of a merged lead', c.id from crm_consent c join crm_lead o on o.id = c.lead_id where o.merged_into_id is not null
union all
select 'key of nobody who goes on', i.id from crm_identifier i
left join crm_organisation o on i.owner_type = 'ORGANISATION' and o.id = i.owner_id and o.company_id = i.company_id and o.merged_into_id is null
left join crm_contact c on i.owner_type = 'CONTACT' and c.id = i.owner_id and c.company_id = i.company_id and c.merged_into_id is null
left join crm_lead l on i.owner_type = 'LEAD' and l.id = i.owner_id and l.company_id = i.company_id and l.state in ('NEW', 'CONTACTED', 'QUALIFIED')
where o.id is null and c.id is null and l.id is null
union all
select 'organisation without its key', o.id from crm_organisation o
where o.merged_into_id is null
  and (o.email is not null and not exists (select 1 from crm_identifier i where i.company_id = o.company_id and i.owner_id = o.id and i.kind = 'EMAIL')
    or o.phone is not null and not exists (select 1 from crm_identifier i where i.company_id = o.company_id and i.owner_id = o.id and i.kind = 'PHONE' and i.value = o.phone)
    or o.tax_id is not null and not exists (select 1 from crm_identifier i where i.company_id = o.company_id and i.owner_id = o.id and i.kind = 'TAX_ID'))
  and o.id >= :since
union all
select 'contact without its key', o.id from crm_contact o
where o.merged_into_id is null
  and (o.email is not null and not exists (select 1 from crm_identifier i where i.company_id = o.company_id and i.owner_id = o.id and i.kind = 'EMAIL')
    or o.phone is not null and not exists (select 1 from crm_identifier i where i.company_id = o.company_id and i.owner_id = o.id and i.kind = 'PHONE' and i.value = o.phone))
  and o.id >= :since
union all
select 'lead without its key', o.id from crm_lead o
where o.state in ('NEW', 'CONTACTED', 'QUALIFIED')
  and (o.email is not null and not exists (select 1 from crm_identifier i where i.company_id = o.company_id and i.owner_id = o.id and i.kind = 'EMAIL')
    or o.phone is not null and not exists (select 1 from crm_identifier i where i.company_id = o.company_id and i.owner_id = o.id and i.kind = 'PHONE' and i.value = o.phone)
    or o.tax_id is not null and not exists (select 1 from crm_identifier i where i.company_id = o.company_id and i.owner_id = o.id and i.kind = 'TAX_ID'))
  and o.id >= :since
