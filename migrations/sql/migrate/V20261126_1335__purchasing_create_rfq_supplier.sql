-- expand
create table purchasing_rfq_supplier (
    id          binary(16) not null,
    company_id  binary(16) not null,
    rfq_id      binary(16) not null,
    line_no     int        not null,
    supplier_id binary(16) not null,
    constraint pk_purchasing_rfq_supplier primary key (id),
    constraint uq_purchasing_rfq_supplier_supplier unique (rfq_id, supplier_id),
    constraint fk_purchasing_rfq_supplier_rfq foreign key (company_id, rfq_id) references purchasing_rfq (company_id, id),
    constraint fk_purchasing_rfq_supplier_supplier foreign key (company_id, supplier_id) references purchasing_supplier (company_id, id)
);
