-- expand
create table purchasing_approval_level (
    id           binary(16)    not null,
    company_id   binary(16)    not null,
    policy_id    binary(16)    not null,
    above_amount decimal(19,4) not null,
    approvals    int           not null,
    constraint pk_purchasing_approval_level primary key (id),
    constraint uq_purchasing_approval_level_amount unique (policy_id, above_amount),
    constraint fk_purchasing_approval_level_policy foreign key (company_id, policy_id) references purchasing_policy (company_id, id),
    constraint ck_purchasing_approval_level_bounds check (above_amount >= 0 and approvals between 0 and 9)
);
