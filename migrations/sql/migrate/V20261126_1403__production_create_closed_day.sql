-- expand
create table production_closed_day (
    id             binary(16) not null,
    company_id     binary(16) not null,
    work_centre_id binary(16) not null,
    closed_on      date       not null,
    constraint pk_production_closed_day primary key (id),
    constraint uq_production_closed_day unique (company_id, work_centre_id, closed_on),
    constraint fk_production_closed_day_work_centre foreign key (company_id, work_centre_id)
        references production_work_centre (company_id, id)
);
