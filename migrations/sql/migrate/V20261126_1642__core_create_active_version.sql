-- expand
create table core_active_version (
    id      int         not null,
    version varchar(60) character set utf8mb4 collate utf8mb4_bin not null,
    since   datetime(6) not null,
    constraint pk_core_active_version primary key (id),
    constraint ck_core_active_version_one check (id = 1)
);
