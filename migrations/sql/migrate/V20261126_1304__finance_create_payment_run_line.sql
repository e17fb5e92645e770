-- expand
create table finance_payment_run_line (
    id           binary(16)    not null,
    company_id   binary(16)    not null,
    run_id       binary(16)    not null,
    line_no      int           not null,
    open_item_id binary(16)    not null,
    amount       decimal(19,4) not null,
    discount     decimal(19,4) not null,
    payment_id   binary(16)    null,
    constraint pk_finance_payment_run_line primary key (id),
    constraint uq_finance_payment_run_line_no unique (run_id, line_no),
    constraint uq_finance_payment_run_line_item unique (run_id, open_item_id),
    constraint fk_finance_payment_run_line_run foreign key (company_id, run_id) references finance_payment_run (company_id, id),
    constraint fk_finance_payment_run_line_open_item foreign key (open_item_id) references finance_open_item (id),
    constraint ck_finance_payment_run_line_amount check (amount > 0 and discount >= 0 and discount < amount)
);
