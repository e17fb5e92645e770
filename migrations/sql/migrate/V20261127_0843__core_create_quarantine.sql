-- expand
-- Documents that nobody goes on with until a person has looked at them. live_id is the document's id while it is held.
create table core_quarantine (
    id               binary(16)   not null,
    company_id       binary(16)   not null,
    version          bigint       not null,
    entity_type      varchar(60)  not null,
    entity_id        binary(16)   not null,
    number           varchar(60)  null,
    release_name     varchar(100) not null,
    reason           varchar(500) not null,
    broken           varchar(1000) not null,
    state            varchar(10)  not null,
    live_id          binary(16)   null,
    held_by          binary(16)   not null,
    held_by_name     varchar(200) not null,
    held_at          datetime(6)  not null,
    released_by      binary(16)   null,
    released_by_name varchar(200) null,
    released_at      datetime(6)  null,
    why              varchar(500) null,
    constraint pk_core_quarantine primary key (id),
    constraint uq_core_quarantine_live unique (company_id, live_id),
    index ix_core_quarantine_company (company_id, id),
    index ix_core_quarantine_document (entity_id),
    constraint fk_core_quarantine_company foreign key (company_id) references core_company (id),
    constraint ck_core_quarantine_state check (
        state = 'HELD' and live_id is not null and live_id = entity_id and released_at is null and why is null
        or state = 'RELEASED' and live_id is null and released_by is not null and released_at is not null
            and why is not null)
);
