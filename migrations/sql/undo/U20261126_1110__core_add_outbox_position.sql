alter table core_outbox
    drop index ix_core_outbox_aggregate,
    drop index ix_core_outbox_delivered,
    drop index uq_core_outbox_position,
    drop column delivered_at,
    drop column failure,
    drop column attempts,
    drop column position,
    add index ix_core_outbox_aggregate (aggregate_id, id);
