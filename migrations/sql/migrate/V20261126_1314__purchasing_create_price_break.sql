-- expand
create table purchasing_price_break (
    id               binary(16)    not null,
    company_id       binary(16)    not null,
    supplier_item_id binary(16)    not null,
    from_quantity    decimal(19,6) not null,
    unit_price       decimal(19,6) not null,
    constraint pk_purchasing_price_break primary key (id),
    constraint uq_purchasing_price_break_quantity unique (supplier_item_id, from_quantity),
    constraint fk_purchasing_price_break_supplier_item foreign key (company_id, supplier_item_id) references purchasing_supplier_item (company_id, id),
    constraint ck_purchasing_price_break_bounds check (from_quantity >= 0 and unit_price >= 0)
);
