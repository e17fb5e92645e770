-- expand
create table crm_representative (
    id         binary(16)   not null,
    company_id binary(16)   not null,
    version    bigint       not null,
    code       varchar(32) collate utf8mb4_bin not null,
    name       varchar(200) not null,
    active     boolean      not null,
    constraint pk_crm_representative primary key (id),
    constraint uq_crm_representative_company unique (company_id, id),
    constraint uq_crm_representative_code unique (company_id, code),
    constraint fk_crm_representative_company foreign key (company_id) references core_company (id)
);
