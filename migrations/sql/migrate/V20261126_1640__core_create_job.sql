-- expand
create table core_job (
    name           varchar(60)  not null,
    next_at        datetime(6)  not null,
    holder         binary(16)   null,
    holder_version varchar(60)  null,
    leased_until   datetime(6)  null,
    begun_at       datetime(6)  null,
    succeeded_at   datetime(6)  null,
    failed_at      datetime(6)  null,
    failure        varchar(500) null,
    constraint pk_core_job primary key (name)
);
