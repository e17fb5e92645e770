-- expand
create table production_message (
    id            binary(16)    not null,
    company_id    binary(16)    not null,
    run_id        binary(16)    not null,
    kind          varchar(16)   not null,
    item_id       binary(16)    not null,
    document_type varchar(40)   not null,
    document_id   binary(16)    not null,
    quantity      decimal(19,6) not null,
    dated         date          not null,
    needed_on     date          null,
    constraint pk_production_message primary key (id),
    constraint fk_production_message_run foreign key (company_id, run_id) references production_run (company_id, id),
    constraint fk_production_message_item foreign key (item_id) references inventory_item (id),
    constraint ck_production_message_kind check (kind in ('EXPEDITE', 'DEFER', 'CANCEL', 'LATE', 'NO_BILL')),
    index ix_production_message_run (company_id, run_id, id)
);
