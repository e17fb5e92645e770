-- expand
alter table crm_opportunity
    add column quotation_id binary(16) null,
    add constraint uq_crm_opportunity_quotation unique (company_id, quotation_id),
    add constraint fk_crm_opportunity_quotation foreign key (company_id, quotation_id) references sales_quotation (company_id, id);
