-- document crm.lead
select id, null, null, null, null from crm_lead where id in (:ids);

-- document crm.opportunity
select o.id, left(o.title, 100), o.close_date, o.amount, c.currency
from crm_opportunity o join core_company c on c.id = o.company_id where o.id in (:ids);

-- document crm.activity
select id, null, due_date, null, null from crm_activity where id in (:ids);

-- parts
select id, 'crm.opportunity', opportunity_id from crm_stage_change where id in (:ids);
select id, 'crm.lead', lead_id from crm_conversion where id in (:ids);

-- successors
select lead_id, 'crm.opportunity', opportunity_id
from core_company c straight_join crm_conversion v on v.company_id = c.id and v.lead_id in (:ids)
where v.opportunity_id is not null;
select id, 'sales.order', order_id from crm_opportunity where id in (:ids) and order_id is not null;
select id, 'sales.quotation', quotation_id from crm_opportunity where id in (:ids) and quotation_id is not null;
