-- expand
create table finance_payment_run_set_off (
    id            binary(16)    not null,
    company_id    binary(16)    not null,
    run_id        binary(16)    not null,
    line_no       int           not null,
    credit_id     binary(16)    not null,
    open_item_id  binary(16)    not null,
    amount        decimal(19,4) not null,
    allocation_id binary(16)    null,
    constraint pk_finance_payment_run_set_off primary key (id),
    constraint uq_finance_payment_run_set_off_no unique (run_id, line_no),
    constraint uq_finance_payment_run_set_off_item unique (run_id, credit_id, open_item_id),
    constraint uq_finance_payment_run_set_off_allocation unique (allocation_id),
    constraint fk_finance_payment_run_set_off_run foreign key (company_id, run_id) references finance_payment_run (company_id, id),
    constraint fk_finance_payment_run_set_off_credit foreign key (credit_id) references finance_payment (id),
    constraint fk_finance_payment_run_set_off_open_item foreign key (open_item_id) references finance_open_item (id),
    constraint fk_finance_payment_run_set_off_allocation foreign key (allocation_id) references finance_allocation (id),
    constraint ck_finance_payment_run_set_off_amount check (amount > 0)
);
