-- expand
create table production_operation (
    id             binary(16)    not null,
    company_id     binary(16)    not null,
    routing_id     binary(16)    not null,
    line_no        int           not null,
    name           varchar(200)  not null,
    work_centre_id binary(16)    not null,
    setup_hours    decimal(19,6) not null,
    hours_per_unit decimal(19,6) not null,
    constraint pk_production_operation primary key (id),
    constraint uq_production_operation_no unique (company_id, routing_id, line_no),
    constraint fk_production_operation_routing foreign key (company_id, routing_id)
        references production_routing (company_id, id),
    constraint fk_production_operation_work_centre foreign key (company_id, work_centre_id)
        references production_work_centre (company_id, id),
    constraint ck_production_operation_bounds check (setup_hours >= 0 and hours_per_unit >= 0)
);
