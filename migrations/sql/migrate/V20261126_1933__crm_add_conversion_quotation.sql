-- expand
alter table crm_conversion
    add column quotation_id binary(16) null,
    add index ix_crm_conversion_quotation (company_id, quotation_id),
    add constraint fk_crm_conversion_quotation foreign key (company_id, quotation_id) references sales_quotation (company_id, id);
