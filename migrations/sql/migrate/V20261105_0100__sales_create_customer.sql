-- expand
create table sales_customer (
    id                binary(16)    not null,
    company_id        binary(16)    not null,
    version           bigint        not null,
    name              varchar(200)  not null,
    payment_term_days int           not null,
    credit_limit      decimal(19,4) null,
    created_at        datetime(6)   not null,
    constraint pk_sales_customer primary key (id),
    constraint ck_sales_customer_term check (payment_term_days between 0 and 365),
    constraint ck_sales_customer_limit check (credit_limit is null or credit_limit >= 0),
    index ix_sales_customer_company (company_id, id)
);
