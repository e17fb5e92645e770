-- expand
create table crm_territory (
    id         binary(16)   not null,
    company_id binary(16)   not null,
    version    bigint       not null,
    code       varchar(32) collate utf8mb4_bin not null,
    name       varchar(200) not null,
    country    char(2)      null,
    postal_prefix varchar(20) null,
    turn       bigint       not null default 0,
    constraint pk_crm_territory primary key (id),
    constraint uq_crm_territory_company unique (company_id, id),
    constraint uq_crm_territory_code unique (company_id, code),
    constraint fk_crm_territory_company foreign key (company_id) references core_company (id),
    constraint ck_crm_territory_area check (country is not null or postal_prefix is null),
    constraint ck_crm_territory_turn check (turn >= 0)
);
