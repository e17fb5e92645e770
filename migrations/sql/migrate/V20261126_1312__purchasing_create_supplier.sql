-- expand
create table purchasing_supplier (
    id                binary(16)   not null,
    company_id        binary(16)   not null,
    version           bigint       not null,
    payment_term_days int          not null,
    discount_days     int          null,
    discount_percent  decimal(9,4) null,
    currency          char(3)      not null,
    active            boolean      not null,
    changes           int          not null,
    created_at        datetime(6)  not null,
    constraint pk_purchasing_supplier primary key (id),
    constraint uq_purchasing_supplier_id unique (company_id, id),
    constraint fk_purchasing_supplier_party foreign key (id) references core_party (id),
    constraint ck_purchasing_supplier_term check (payment_term_days between 0 and 365),
    constraint ck_purchasing_supplier_discount check ((discount_days is null) = (discount_percent is null) and (discount_days is null or discount_days between 0 and payment_term_days) and (discount_percent is null or discount_percent > 0 and discount_percent < 100))
);
