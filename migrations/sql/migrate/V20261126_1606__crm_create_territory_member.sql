-- expand
create table crm_territory_member (
    id                binary(16) not null,
    company_id        binary(16) not null,
    territory_id      binary(16) not null,
    line_no           int        not null,
    representative_id binary(16) not null,
    constraint pk_crm_territory_member primary key (id),
    constraint uq_crm_territory_member unique (company_id, territory_id, representative_id),
    constraint fk_crm_territory_member_territory foreign key (company_id, territory_id) references crm_territory (company_id, id),
    constraint fk_crm_territory_member_representative foreign key (company_id, representative_id) references crm_representative (company_id, id)
);
