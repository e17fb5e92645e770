-- expand
create table inventory_valuation (
    id          binary(16)    not null,
    company_id  binary(16)    not null,
    layer_id    binary(16)    not null,
    move_id     binary(16)    not null,
    source_id   binary(16)    not null,
    quantity    decimal(19,6) not null,
    value       decimal(19,4) not null,
    posted_at   datetime(6)   not null,
    constraint pk_inventory_valuation primary key (id),
    constraint uq_inventory_valuation_move unique (move_id, layer_id),
    constraint fk_inventory_valuation_move foreign key (move_id) references inventory_move (id),
    constraint fk_inventory_valuation_layer foreign key (layer_id) references inventory_layer (id),
    constraint ck_inventory_valuation_sign check (quantity <> 0 and (quantity > 0 and value >= 0 or quantity < 0 and value <= 0)),
    index ix_inventory_valuation_layer (layer_id, quantity, value),
    index ix_inventory_valuation_source (source_id, value)
) comment = 'append-only';
