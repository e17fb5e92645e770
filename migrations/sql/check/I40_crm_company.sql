-- No row of CRM refers to another company's. Composite foreign keys hold most of it; what points to sales and to owners of keys they cannot.
select 'territory member territory' as what, c.id from crm_territory_member c left join crm_territory p on p.id = c.territory_id where c.territory_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'territory member representative', c.id from crm_territory_member c left join crm_representative p on p.id = c.representative_id where c.representative_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'representative user', c.id from crm_representative c join users_user p on p.id = c.user_id where c.company_id <> p.company_id
union all
select 'organisation representative', c.id from crm_organisation c left join crm_representative p on p.id = c.representative_id where c.representative_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'organisation merged into', c.id from crm_organisation c left join crm_organisation p on p.id = c.merged_into_id where c.merged_into_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'contact organisation', c.id from crm_contact c left join crm_organisation p on p.id = c.organisation_id where c.organisation_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'contact merged into', c.id from crm_contact c left join crm_contact p on p.id = c.merged_into_id where c.merged_into_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'lead territory', c.id from crm_lead c left join crm_territory p on p.id = c.territory_id where c.territory_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'lead representative', c.id from crm_lead c left join crm_representative p on p.id = c.representative_id where c.representative_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'lead merged into', c.id from crm_lead c left join crm_lead p on p.id = c.merged_into_id where c.merged_into_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'customer link customer', c.id from crm_customer_link c left join sales_customer p on p.id = c.customer_id where c.customer_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'customer link organisation', c.id from crm_customer_link c left join crm_organisation p on p.id = c.organisation_id where c.organisation_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'consent contact', c.id from crm_consent c left join crm_contact p on p.id = c.contact_id where c.contact_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'consent lead', c.id from crm_consent c left join crm_lead p on p.id = c.lead_id where c.lead_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'stage pipeline', c.id from crm_stage c left join crm_pipeline p on p.id = c.pipeline_id where c.pipeline_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'opportunity pipeline', c.id from crm_opportunity c left join crm_pipeline p on p.id = c.pipeline_id where c.pipeline_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'opportunity stage', c.id from crm_opportunity c left join crm_stage p on p.id = c.stage_id where c.stage_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'opportunity organisation', c.id from crm_opportunity c left join crm_organisation p on p.id = c.organisation_id where c.organisation_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'opportunity contact', c.id from crm_opportunity c left join crm_contact p on p.id = c.contact_id where c.contact_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'opportunity representative', c.id from crm_opportunity c left join crm_representative p on p.id = c.representative_id where c.representative_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'opportunity lead', c.id from crm_opportunity c left join crm_lead p on p.id = c.lead_id where c.lead_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'opportunity order', c.id from crm_opportunity c left join sales_order p on p.id = c.order_id where c.order_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'opportunity quotation', c.id from crm_opportunity c left join sales_quotation p on p.id = c.quotation_id where c.quotation_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'stage change opportunity', c.id from crm_stage_change c left join crm_opportunity p on p.id = c.opportunity_id where c.opportunity_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'stage change from stage', c.id from crm_stage_change c left join crm_stage p on p.id = c.from_stage_id where c.from_stage_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'stage change to stage', c.id from crm_stage_change c left join crm_stage p on p.id = c.to_stage_id where c.to_stage_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'activity representative', c.id from crm_activity c left join crm_representative p on p.id = c.representative_id where c.representative_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'activity organisation', c.id from crm_activity c left join crm_organisation p on p.id = c.organisation_id where c.organisation_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'activity contact', c.id from crm_activity c left join crm_contact p on p.id = c.contact_id where c.contact_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'activity lead', c.id from crm_activity c left join crm_lead p on p.id = c.lead_id where c.lead_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'activity opportunity', c.id from crm_activity c left join crm_opportunity p on p.id = c.opportunity_id where c.opportunity_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'conversion lead', c.id from crm_conversion c left join crm_lead p on p.id = c.lead_id where c.lead_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'conversion organisation', c.id from crm_conversion c left join crm_organisation p on p.id = c.organisation_id where c.organisation_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'conversion contact', c.id from crm_conversion c left join crm_contact p on p.id = c.contact_id where c.contact_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'conversion customer', c.id from crm_conversion c left join sales_customer p on p.id = c.customer_id where c.customer_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'conversion opportunity', c.id from crm_conversion c left join crm_opportunity p on p.id = c.opportunity_id where c.opportunity_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'conversion order', c.id from crm_conversion c left join sales_order p on p.id = c.order_id where c.order_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'conversion quotation', c.id from crm_conversion c left join sales_quotation p on p.id = c.quotation_id where c.quotation_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'forecast line snapshot', c.id from crm_forecast_line c left join crm_forecast_snapshot p on p.id = c.snapshot_id where c.snapshot_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'forecast line pipeline', c.id from crm_forecast_line c left join crm_pipeline p on p.id = c.pipeline_id where c.pipeline_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'key of organisation', c.id from crm_identifier c left join crm_organisation p on p.id = c.owner_id where c.owner_type = 'ORGANISATION' and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'key of contact', c.id from crm_identifier c left join crm_contact p on p.id = c.owner_id where c.owner_type = 'CONTACT' and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'key of lead', c.id from crm_identifier c left join crm_lead p on p.id = c.owner_id where c.owner_type = 'LEAD' and not (c.company_id <=> p.company_id)
  and c.id >= :since
