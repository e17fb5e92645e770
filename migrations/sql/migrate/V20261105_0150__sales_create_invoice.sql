-- expand
create table sales_invoice (
    id           binary(16)    not null,
    company_id   binary(16)    not null,
    order_id     binary(16)    not null,
    customer_id  binary(16)    not null,
    series       varchar(16)   not null,
    fiscal_year  int           not null,
    number       bigint        not null,
    invoice_date date          not null,
    due_date     date          not null,
    currency     char(3)       not null,
    net          decimal(19,4) not null,
    tax          decimal(19,4) not null,
    total        decimal(19,4) not null,
    created_at   datetime(6)   not null,
    constraint pk_sales_invoice primary key (id),
    constraint uq_sales_invoice_number unique (company_id, series, fiscal_year, number),
    constraint fk_sales_invoice_order foreign key (order_id) references sales_order (id),
    constraint fk_sales_invoice_customer foreign key (customer_id) references sales_customer (id),
    constraint ck_sales_invoice_total check (total = net + tax and net >= 0 and tax >= 0),
    constraint ck_sales_invoice_due check (due_date >= invoice_date),
    index ix_sales_invoice_company (company_id, id)
) comment = 'append-only';
