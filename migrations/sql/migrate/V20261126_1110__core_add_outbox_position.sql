-- expand
-- Numbers what is there by its ids, which sort by time; writers wait while the table is copied.
alter table core_outbox
    add column position bigint not null auto_increment,
    add column attempts int not null default 0,
    add column failure varchar(500) null,
    add column delivered_at datetime(6) null,
    add constraint uq_core_outbox_position unique (position),
    add index ix_core_outbox_delivered (delivered_at),
    drop index ix_core_outbox_aggregate,
    add index ix_core_outbox_aggregate (aggregate_id, position);
