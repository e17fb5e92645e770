-- A converted lead has exactly one conversion, with organisation, customer, contact and opportunity that there are; its opportunity is of this lead, its customer is an organisation, its order is the one that the opportunity has, or was cancelled before that; its quotation likewise. What is offered of an opportunity is for its organisation, what was ordered of its quotation is its order, and of a lost one nothing is offered.
select 'lead without conversion' as what, l.id from crm_lead l left join crm_conversion c on c.company_id = l.company_id and c.lead_id = l.id
where (l.state = 'CONVERTED') <> (c.id is not null)
  and l.id >= :since
union all
select 'leads converted twice', min(c.id) from crm_conversion c
where c.id >= :since
group by c.company_id, c.lead_id having count(*) > 1
union all
select 'conversion', c.id from crm_conversion c
left join crm_organisation o on o.id = c.organisation_id
left join crm_opportunity p on p.id = c.opportunity_id
left join sales_customer s on s.id = c.customer_id
left join core_party y on y.id = c.customer_id
left join crm_customer_link k on k.company_id = c.company_id and k.customer_id = c.customer_id
left join crm_contact t on t.id = c.contact_id
left join sales_order d on d.id = c.order_id
left join sales_quotation q on q.id = c.quotation_id
where (o.id is null or p.id is null or s.id is null or y.id is null or k.id is null
    or (c.contact_id is not null and t.id is null)
    or (c.order_id is not null and (d.id is null or (d.state <> 'CANCELLED' and not (p.order_id <=> c.order_id))))
    or (c.quotation_id is not null and (q.id is null or not (p.quotation_id <=> c.quotation_id)
        and q.state not in ('DECLINED', 'EXPIRED') and q.order_id is null))
    or not (p.lead_id <=> c.lead_id))
  and c.id >= :since
union all
select 'opportunity of a lead', p.id from crm_opportunity p
left join crm_conversion c on c.company_id = p.company_id and c.opportunity_id = p.id and c.lead_id = p.lead_id
where p.lead_id is not null and c.id is null
  and p.id >= :since
union all
select 'quotation of another customer', p.id from crm_opportunity p
join sales_quotation q on q.id = p.quotation_id
left join crm_customer_link k on k.company_id = p.company_id and k.organisation_id = p.organisation_id and k.customer_id = q.customer_id
where k.id is null and q.state in ('DRAFT', 'SENT', 'ACCEPTED')
  and p.id >= :since
union all
select 'quotation that another order came of', p.id from crm_opportunity p
join sales_quotation q on q.id = p.quotation_id
join sales_order d on d.id = q.order_id
where d.state <> 'CANCELLED' and not (p.order_id <=> q.order_id)
  and p.id >= :since
union all
select 'quotation of what is lost', p.id from crm_opportunity p
join sales_quotation q on q.id = p.quotation_id
where p.state = 'LOST' and q.state in ('DRAFT', 'SENT', 'ACCEPTED')
  and p.id >= :since
