alter table crm_conversion drop constraint fk_crm_conversion_quotation, drop index ix_crm_conversion_quotation, drop column quotation_id;
