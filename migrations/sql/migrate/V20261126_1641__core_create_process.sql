-- expand
create table core_process (
    id         binary(16)  not null,
    version    varchar(60) character set utf8mb4 collate utf8mb4_bin not null,
    started_at datetime(6) not null,
    seen_at    datetime(6) not null,
    constraint pk_core_process primary key (id),
    index ix_core_process_version (version, seen_at)
);
