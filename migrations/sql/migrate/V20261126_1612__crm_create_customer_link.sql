-- expand
create table crm_customer_link (
    id              binary(16)  not null,
    company_id      binary(16)  not null,
    customer_id     binary(16)  not null,
    organisation_id binary(16)  not null,
    linked_at       datetime(6) not null,
    constraint pk_crm_customer_link primary key (id),
    constraint uq_crm_customer_link_customer unique (company_id, customer_id),
    constraint fk_crm_customer_link_customer foreign key (customer_id) references sales_customer (id),
    constraint fk_crm_customer_link_organisation foreign key (company_id, organisation_id) references crm_organisation (company_id, id),
    index ix_crm_customer_link_organisation (company_id, organisation_id, id)
);
