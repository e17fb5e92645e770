-- expand
-- Whether a version may start: one that was rolled back is rejected until somebody admits it again.
create table core_version_state (
    version varchar(60) character set utf8mb4 collate utf8mb4_bin not null,
    state   varchar(10)  not null,
    since   datetime(6)  not null,
    set_by  varchar(100) not null,
    why     varchar(500) not null,
    constraint pk_core_version_state primary key (version),
    constraint ck_core_version_state_state check (state in ('REJECTED', 'ADMITTED'))
) comment 'read-only for applications: no version judges itself';
