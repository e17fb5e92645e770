-- expand
-- What a confirmed order was before it was changed, and what it was to say instead.
create table purchasing_order_revision (
    id               binary(16)    not null,
    company_id       binary(16)    not null,
    version          bigint        not null,
    order_id         binary(16)    not null,
    revision         int           not null,
    state            varchar(16)   not null,
    reason           varchar(200)  not null,
    round            int           not null,
    approvals_needed int           not null,
    approvals        int           not null,
    currency         char(3)       not null,
    total            decimal(19,4) not null,
    entered_by       binary(16)    not null,
    decided_by       binary(16)    null,
    created_at       datetime(6)   not null,
    before_order     mediumtext    not null,
    wanted_lines     mediumtext    not null,
    constraint pk_purchasing_order_revision primary key (id),
    constraint uq_purchasing_order_revision_no unique (order_id, revision),
    constraint fk_purchasing_order_revision_order foreign key (company_id, order_id) references purchasing_order (company_id, id),
    constraint ck_purchasing_order_revision_state check (state in ('PENDING', 'APPLIED', 'REJECTED')),
    constraint ck_purchasing_order_revision_approvals check (approvals between 0 and approvals_needed and (state <> 'APPLIED' or approvals = approvals_needed)),
    constraint ck_purchasing_order_revision_decided check (decided_by is null or decided_by <> entered_by)
);
