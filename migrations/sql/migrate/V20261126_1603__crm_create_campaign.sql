-- expand
create table crm_campaign (
    id         binary(16)   not null,
    company_id binary(16)   not null,
    version    bigint       not null,
    code       varchar(32) collate utf8mb4_bin not null,
    name       varchar(200) not null,
    channel    varchar(16)  not null,
    start_date date         not null,
    end_date   date         null,
    budget     decimal(19,4) null,
    active     boolean      not null,
    constraint pk_crm_campaign primary key (id),
    constraint uq_crm_campaign_company unique (company_id, id),
    constraint uq_crm_campaign_code unique (company_id, code),
    constraint fk_crm_campaign_company foreign key (company_id) references core_company (id),
    constraint ck_crm_campaign_channel check (channel in ('EMAIL', 'PHONE', 'POST', 'EVENT', 'WEB', 'OTHER')),
    constraint ck_crm_campaign_dates check (end_date is null or end_date >= start_date),
    constraint ck_crm_campaign_budget check (budget is null or budget >= 0)
);
