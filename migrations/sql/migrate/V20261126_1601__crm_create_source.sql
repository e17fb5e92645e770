-- expand
create table crm_source (
    id         binary(16)   not null,
    company_id binary(16)   not null,
    version    bigint       not null,
    code       varchar(32) collate utf8mb4_bin not null,
    name       varchar(200) not null,
    active     boolean      not null,
    constraint pk_crm_source primary key (id),
    constraint uq_crm_source_company unique (company_id, id),
    constraint uq_crm_source_code unique (company_id, code),
    constraint fk_crm_source_company foreign key (company_id) references core_company (id)
);
