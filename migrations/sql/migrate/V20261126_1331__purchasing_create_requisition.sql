-- expand
create table purchasing_requisition (
    id           binary(16)   not null,
    company_id   binary(16)   not null,
    version      bigint       not null,
    number       varchar(32) collate ascii_bin not null,
    state        varchar(16)  not null,
    warehouse_id binary(16)   not null,
    reason       varchar(200) null,
    origin_type  varchar(40) collate ascii_bin null,
    origin_id    binary(16)   null,
    entered_by   binary(16)   not null,
    submitted_by binary(16)   null,
    decided_by   binary(16)   null,
    created_at   datetime(6)  not null,
    constraint pk_purchasing_requisition primary key (id),
    constraint uq_purchasing_requisition_id unique (company_id, id),
    constraint uq_purchasing_requisition_number unique (company_id, number),
    constraint uq_purchasing_requisition_origin unique (company_id, origin_type, origin_id),
    constraint fk_purchasing_requisition_warehouse foreign key (warehouse_id) references inventory_warehouse (id),
    constraint ck_purchasing_requisition_state check (state in ('DRAFT', 'SUBMITTED', 'APPROVED', 'REJECTED', 'CONVERTED')),
    constraint ck_purchasing_requisition_decided check (decided_by is null or decided_by <> entered_by)
);
