-- expand
create table production_work_centre (
    id             binary(16)    not null,
    company_id     binary(16)    not null,
    version        bigint        not null,
    code           varchar(32) collate utf8mb4_bin not null,
    name           varchar(200)  not null,
    working_days   int           not null,
    capacity_hours decimal(19,6) not null,
    labour_rate    decimal(19,6) not null,
    machine_rate   decimal(19,6) not null,
    created_at     datetime(6)   not null,
    constraint pk_production_work_centre primary key (id),
    constraint uq_production_work_centre_code unique (company_id, code),
    constraint uq_production_work_centre_company unique (company_id, id),
    constraint ck_production_work_centre_days check (working_days between 1 and 127),
    constraint ck_production_work_centre_bounds check (capacity_hours > 0 and labour_rate >= 0 and machine_rate >= 0)
);
