-- expand
create table crm_consent (
    id         binary(16)   not null,
    company_id binary(16)   not null,
    contact_id binary(16)   null,
    lead_id    binary(16)   null,
    channel    varchar(16)  not null,
    decision   varchar(16)  not null,
    evidence   varchar(500) not null,
    decided_at datetime(6)  not null,
    constraint pk_crm_consent primary key (id),
    constraint fk_crm_consent_contact foreign key (company_id, contact_id) references crm_contact (company_id, id),
    constraint fk_crm_consent_lead foreign key (company_id, lead_id) references crm_lead (company_id, id),
    constraint ck_crm_consent_subject check ((contact_id is null) <> (lead_id is null)),
    constraint ck_crm_consent_channel check (channel in ('EMAIL', 'PHONE', 'POST')),
    constraint ck_crm_consent_decision check (decision in ('GRANTED', 'WITHDRAWN')),
    index ix_crm_consent_contact (company_id, contact_id, id),
    index ix_crm_consent_lead (company_id, lead_id, id)
);
