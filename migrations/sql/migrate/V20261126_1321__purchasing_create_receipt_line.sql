-- expand
-- Of each line what was taken in, what was refused, and what of it is matched with invoices or sent back.
create table purchasing_receipt_line (
    id             binary(16)    not null,
    company_id     binary(16)    not null,
    receipt_id     binary(16)    not null,
    line_no        int           not null,
    order_line_id  binary(16)    not null,
    item_id        binary(16)    not null,
    quantity       decimal(19,6) not null,
    refused        decimal(19,6) not null,
    refusal        varchar(200)  null,
    unit_cost      decimal(19,6) not null,
    value          decimal(19,4) not null,
    matched        decimal(19,6) not null,
    matched_value  decimal(19,4) not null,
    returned       decimal(19,6) not null,
    returned_value decimal(19,4) not null,
    constraint pk_purchasing_receipt_line primary key (id),
    constraint uq_purchasing_receipt_line_id unique (company_id, id),
    constraint uq_purchasing_receipt_line_no unique (receipt_id, line_no),
    constraint fk_purchasing_receipt_line_receipt foreign key (company_id, receipt_id) references purchasing_receipt (company_id, id),
    constraint fk_purchasing_receipt_line_order_line foreign key (company_id, order_line_id) references purchasing_order_line (company_id, id),
    constraint fk_purchasing_receipt_line_item foreign key (item_id) references inventory_item (id),
    constraint ck_purchasing_receipt_line_bounds check (quantity >= 0 and refused >= 0 and quantity + refused > 0 and unit_cost >= 0 and value >= 0 and (refused > 0) = (refusal is not null)),
    constraint ck_purchasing_receipt_line_chain check (matched >= 0 and returned >= 0 and matched + returned <= quantity and matched_value >= 0 and returned_value >= 0 and matched_value + returned_value <= value),
    constraint ck_purchasing_receipt_line_rest check (matched + returned < quantity or matched_value + returned_value = value)
);
