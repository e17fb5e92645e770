-- expand
create table crm_conversion (
    id              binary(16)  not null,
    company_id      binary(16)  not null,
    lead_id         binary(16)  not null,
    organisation_id binary(16)  not null,
    contact_id      binary(16)  null,
    customer_id     binary(16)  not null,
    opportunity_id  binary(16)  not null,
    order_id        binary(16)  null,
    converted_at    datetime(6) not null,
    constraint pk_crm_conversion primary key (id),
    constraint uq_crm_conversion_lead unique (company_id, lead_id),
    constraint uq_crm_conversion_opportunity unique (company_id, opportunity_id),
    constraint fk_crm_conversion_lead foreign key (company_id, lead_id) references crm_lead (company_id, id),
    constraint fk_crm_conversion_organisation foreign key (company_id, organisation_id) references crm_organisation (company_id, id),
    constraint fk_crm_conversion_contact foreign key (company_id, contact_id) references crm_contact (company_id, id),
    constraint fk_crm_conversion_opportunity foreign key (company_id, opportunity_id) references crm_opportunity (company_id, id),
    constraint fk_crm_conversion_customer foreign key (customer_id) references sales_customer (id),
    constraint fk_crm_conversion_order foreign key (order_id) references sales_order (id)
) comment = 'append-only';
