-- expand
-- A blanket order: so much of some items within a time, called off by orders.
create table purchasing_agreement (
    id          binary(16)   not null,
    company_id  binary(16)   not null,
    version     bigint       not null,
    number      varchar(32) collate ascii_bin not null,
    supplier_id binary(16)   not null,
    state       varchar(16)  not null,
    reference   varchar(64)  null,
    valid_from  date         not null,
    valid_until date         not null,
    call_offs   int          not null,
    entered_by  binary(16)   not null,
    created_at  datetime(6)  not null,
    constraint pk_purchasing_agreement primary key (id),
    constraint uq_purchasing_agreement_id unique (company_id, id),
    constraint uq_purchasing_agreement_number unique (company_id, number),
    constraint fk_purchasing_agreement_supplier foreign key (company_id, supplier_id) references purchasing_supplier (company_id, id),
    constraint ck_purchasing_agreement_state check (state in ('ACTIVE', 'ENDED')),
    constraint ck_purchasing_agreement_days check (valid_until >= valid_from and call_offs >= 0)
);
