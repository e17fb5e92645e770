-- expand
create table hr_position (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    code varchar(20) collate utf8mb4_bin not null,
    title varchar(200) not null,
    version bigint not null,
    constraint pk_hr_position primary key (id),
    constraint uq_hr_position_code unique (company_id, code),
    index ix_hr_position_company (company_id, id)
);
