-- expand
create table production_run (
    id             binary(16)   not null,
    company_id     binary(16)   not null,
    version        bigint       not null,
    warehouse_id   binary(16)   not null,
    state          varchar(16)  not null,
    planned_from   date         not null,
    horizon_days   int          not null,
    items          int          not null,
    demands        int          not null,
    planned_orders int          not null,
    messages       int          not null,
    failure        varchar(500) null,
    created_at     datetime(6)  not null,
    started_at     datetime(6)  null,
    finished_at    datetime(6)  null,
    constraint pk_production_run primary key (id),
    constraint uq_production_run_company unique (company_id, id),
    constraint fk_production_run_warehouse foreign key (warehouse_id) references inventory_warehouse (id),
    constraint ck_production_run_state check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
    constraint ck_production_run_bounds check (horizon_days > 0 and items >= 0 and demands >= 0 and planned_orders >= 0),
    index ix_production_run_state (state, id)
);
