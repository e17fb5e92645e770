-- expand
create table production_routing (
    id         binary(16)   not null,
    company_id binary(16)   not null,
    version    bigint       not null,
    code       varchar(32) collate utf8mb4_bin not null,
    name       varchar(200) not null,
    created_at datetime(6)  not null,
    constraint pk_production_routing primary key (id),
    constraint uq_production_routing_code unique (company_id, code),
    constraint uq_production_routing_company unique (company_id, id)
);
