alter table core_outbox
    drop column traceparent,
    algorithm=instant;
