-- expand
create table purchasing_rfq (
    id             binary(16)   not null,
    company_id     binary(16)   not null,
    version        bigint       not null,
    number         varchar(32) collate ascii_bin not null,
    state          varchar(16)  not null,
    warehouse_id   binary(16)   not null,
    requisition_id binary(16)   null,
    answer_by      date         not null,
    quotes         int          not null,
    entered_by     binary(16)   not null,
    created_at     datetime(6)  not null,
    constraint pk_purchasing_rfq primary key (id),
    constraint uq_purchasing_rfq_id unique (company_id, id),
    constraint uq_purchasing_rfq_number unique (company_id, number),
    constraint fk_purchasing_rfq_warehouse foreign key (warehouse_id) references inventory_warehouse (id),
    constraint fk_purchasing_rfq_requisition foreign key (company_id, requisition_id) references purchasing_requisition (company_id, id),
    constraint ck_purchasing_rfq_state check (state in ('OPEN', 'AWARDED', 'CANCELLED'))
);
