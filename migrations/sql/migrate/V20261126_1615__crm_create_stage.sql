-- expand
create table crm_stage (
    id              binary(16)   not null,
    company_id      binary(16)   not null,
    pipeline_id     binary(16)   not null,
    line_no         int          not null,
    code            varchar(32) collate utf8mb4_bin not null,
    name            varchar(200) not null,
    probability     int          not null,
    required_fields varchar(200) not null,
    constraint pk_crm_stage primary key (id),
    constraint uq_crm_stage_company unique (company_id, id),
    constraint uq_crm_stage_code unique (company_id, pipeline_id, code),
    constraint fk_crm_stage_pipeline foreign key (company_id, pipeline_id) references crm_pipeline (company_id, id),
    constraint ck_crm_stage_probability check (probability between 0 and 100)
);
