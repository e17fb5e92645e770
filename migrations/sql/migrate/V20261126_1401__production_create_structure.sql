-- expand
create table production_structure (
    company_id binary(16) not null,
    changes    bigint     not null,
    constraint pk_production_structure primary key (company_id)
);
