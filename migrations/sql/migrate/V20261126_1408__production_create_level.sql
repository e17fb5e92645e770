-- expand
create table production_level (
    item_id        binary(16) not null,
    company_id     binary(16) not null,
    low_level_code int        not null,
    constraint pk_production_level primary key (item_id),
    constraint fk_production_level_item foreign key (item_id) references inventory_item (id),
    constraint ck_production_level_bounds check (low_level_code >= 0)
);
