-- expand
-- Counts what changed in a company's quarantine, so that servers know when to read it again.
create table core_quarantine_state (
    company_id binary(16) not null,
    revision   bigint     not null,
    constraint pk_core_quarantine_state primary key (company_id),
    constraint fk_core_quarantine_state_company foreign key (company_id) references core_company (id)
);
