alter table crm_opportunity drop constraint fk_crm_opportunity_quotation, drop constraint uq_crm_opportunity_quotation, drop column quotation_id;
