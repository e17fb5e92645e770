-- expand
create table crm_forecast_snapshot (
    id            binary(16)  not null,
    company_id    binary(16)  not null,
    snapshot_date date        not null,
    taken_at      datetime(6) not null,
    constraint pk_crm_forecast_snapshot primary key (id),
    constraint uq_crm_forecast_snapshot_company unique (company_id, id),
    constraint uq_crm_forecast_snapshot_date unique (company_id, snapshot_date),
    constraint fk_crm_forecast_snapshot_company foreign key (company_id) references core_company (id)
) comment = 'append-only';
