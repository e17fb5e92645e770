-- expand
create table production_order_operation (
    id             binary(16)    not null,
    company_id     binary(16)    not null,
    order_id       binary(16)    not null,
    line_no        int           not null,
    name           varchar(200)  not null,
    work_centre_id binary(16)    not null,
    planned_hours  decimal(19,6) not null,
    hour_cost      decimal(19,6) not null,
    booked         decimal(19,6) not null,
    booked_value   decimal(19,4) not null,
    constraint pk_production_order_operation primary key (id),
    constraint uq_production_order_operation_no unique (company_id, order_id, line_no),
    constraint fk_production_order_operation_order foreign key (company_id, order_id)
        references production_order (company_id, id),
    constraint fk_production_order_operation_work_centre foreign key (company_id, work_centre_id)
        references production_work_centre (company_id, id),
    constraint ck_production_order_operation_bounds check (planned_hours >= 0 and hour_cost >= 0 and booked >= 0)
);
