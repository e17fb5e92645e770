-- expand
create table purchasing_approval (
    id          binary(16)   not null,
    company_id  binary(16)   not null,
    order_id    binary(16)   not null,
    round       int          not null,
    approver    binary(16)   not null,
    name        varchar(120) not null,
    approved_at datetime(6)  not null,
    constraint pk_purchasing_approval primary key (id),
    constraint uq_purchasing_approval_approver unique (order_id, round, approver),
    constraint fk_purchasing_approval_order foreign key (company_id, order_id) references purchasing_order (company_id, id)
) comment = 'append-only';
