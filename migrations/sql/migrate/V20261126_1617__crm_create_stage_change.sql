-- expand
create table crm_stage_change (
    id             binary(16)    not null,
    company_id     binary(16)    not null,
    opportunity_id binary(16)    not null,
    change_no      int           not null,
    from_stage_id  binary(16)    null,
    from_state     varchar(16)   null,
    to_stage_id    binary(16)    not null,
    to_state       varchar(16)   not null,
    amount         decimal(19,4) null,
    changed_at     datetime(6)   not null,
    constraint pk_crm_stage_change primary key (id),
    constraint uq_crm_stage_change_no unique (company_id, opportunity_id, change_no),
    constraint fk_crm_stage_change_opportunity foreign key (company_id, opportunity_id) references crm_opportunity (company_id, id),
    constraint fk_crm_stage_change_from_stage foreign key (company_id, from_stage_id) references crm_stage (company_id, id),
    constraint fk_crm_stage_change_to_stage foreign key (company_id, to_stage_id) references crm_stage (company_id, id),
    constraint ck_crm_stage_change_first check ((change_no = 1) = (from_stage_id is null) and (from_stage_id is null) = (from_state is null)),
    constraint ck_crm_stage_change_state check (to_state in ('OPEN', 'WON', 'LOST'))
) comment = 'append-only';
