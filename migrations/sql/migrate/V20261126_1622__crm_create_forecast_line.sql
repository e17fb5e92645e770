-- expand
create table crm_forecast_line (
    id            binary(16)    not null,
    company_id    binary(16)    not null,
    snapshot_id   binary(16)    not null,
    pipeline_id   binary(16)    not null,
    month         date          not null,
    opportunities int           not null,
    amount        decimal(19,4) not null,
    weighted      decimal(23,8) not null,
    constraint pk_crm_forecast_line primary key (id),
    constraint uq_crm_forecast_line_month unique (company_id, snapshot_id, pipeline_id, month),
    constraint fk_crm_forecast_line_snapshot foreign key (company_id, snapshot_id) references crm_forecast_snapshot (company_id, id),
    constraint fk_crm_forecast_line_pipeline foreign key (company_id, pipeline_id) references crm_pipeline (company_id, id),
    constraint ck_crm_forecast_line_amounts check (opportunities > 0 and 0 <= weighted and weighted <= amount)
) comment = 'append-only';
