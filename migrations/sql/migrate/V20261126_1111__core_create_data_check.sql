-- expand
create table core_data_check (
    name        varchar(60)  not null,
    checked_at  datetime(6)  null,
    broken_rows bigint       not null,
    failure     varchar(500) null,
    constraint pk_core_data_check primary key (name)
);
