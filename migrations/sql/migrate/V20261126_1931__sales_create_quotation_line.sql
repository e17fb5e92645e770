-- expand
create table sales_quotation_line (
    id           binary(16)     not null,
    company_id   binary(16)     not null,
    quotation_id binary(16)     not null,
    line_no      int            not null,
    item_id      binary(16)     not null,
    quantity     decimal(19,6)  not null,
    unit_price   decimal(19,6)  not null,
    net          decimal(19,4)  not null,
    tax          decimal(19,4)  not null,
    tax_code     varchar(32)    not null,
    tax_rate     decimal(20,10) not null,
    constraint pk_sales_quotation_line primary key (id),
    constraint uq_sales_quotation_line_no unique (company_id, quotation_id, line_no),
    constraint fk_sales_quotation_line_quotation foreign key (company_id, quotation_id) references sales_quotation (company_id, id),
    constraint fk_sales_quotation_line_item foreign key (item_id) references inventory_item (id),
    constraint ck_sales_quotation_line_bounds check (quantity > 0 and unit_price >= 0 and net >= 0 and tax >= 0)
);
