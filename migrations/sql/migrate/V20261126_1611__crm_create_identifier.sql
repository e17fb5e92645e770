-- expand
create table crm_identifier (
    id         binary(16)   not null,
    company_id binary(16)   not null,
    owner_type varchar(16)  not null,
    kind       varchar(16)  not null,
    value      varchar(254) collate utf8mb4_bin not null,
    owner_id   binary(16)   not null,
    constraint pk_crm_identifier primary key (id),
    constraint uq_crm_identifier_value unique (company_id, owner_type, kind, value),
    constraint fk_crm_identifier_company foreign key (company_id) references core_company (id),
    constraint ck_crm_identifier_owner check (owner_type in ('ORGANISATION', 'CONTACT', 'LEAD')),
    constraint ck_crm_identifier_kind check (kind in ('EMAIL', 'PHONE', 'TAX_ID')),
    index ix_crm_identifier_owner (company_id, owner_id)
);
