-- expand
-- How the last backups went: the newest that was made, the newest that was proven, and the last failure.
create table core_backup (
    what     varchar(10)  not null,
    noted_at datetime(6)  not null,
    taken_at datetime(6)  null,
    name     varchar(100) not null,
    why      varchar(500) not null,
    constraint pk_core_backup primary key (what),
    constraint ck_core_backup_what check (what in ('MADE', 'VERIFIED', 'FAILED'))
) comment 'read-only for applications: who makes backups says how they went';
