alter table sales_invoice
    drop column subledger,
    drop column source_type,
    drop column external_number,
    modify column series varchar(16) not null,
    modify column number bigint not null,
    add constraint fk_sales_invoice_order foreign key (order_id) references sales_order (id),
    add constraint fk_sales_invoice_customer foreign key (customer_id) references sales_customer (id);
