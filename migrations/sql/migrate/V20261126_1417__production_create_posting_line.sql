-- expand
create table production_posting_line (
    id         binary(16)    not null,
    company_id binary(16)    not null,
    posting_id binary(16)    not null,
    line_no    int           not null,
    kind       varchar(16)   not null,
    subject_id binary(16)    not null,
    item_id    binary(16)    null,
    work_centre_id binary(16) null,
    quantity   decimal(19,6) not null,
    reserved   decimal(19,6) not null,
    value      decimal(19,4) not null,
    labour     decimal(19,4) not null,
    constraint pk_production_posting_line primary key (id),
    constraint uq_production_posting_line_no unique (company_id, posting_id, line_no),
    constraint fk_production_posting_line_posting foreign key (company_id, posting_id)
        references production_posting (company_id, id),
    constraint fk_production_posting_line_item foreign key (item_id) references inventory_item (id),
    constraint fk_production_posting_line_work_centre foreign key (company_id, work_centre_id)
        references production_work_centre (company_id, id),
    constraint ck_production_posting_line_kind check (kind in ('COMPONENT', 'OUTPUT', 'SCRAP', 'OPERATION')),
    constraint ck_production_posting_line_bounds check (quantity <> 0 and (kind = 'OPERATION') = (item_id is null)
        and (kind = 'OPERATION') = (work_centre_id is not null)),
    index ix_production_posting_line_subject (company_id, subject_id)
) comment = 'append-only';
