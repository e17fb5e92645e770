-- expand
-- The span that an event was written in, for the one that delivers it; null where that was not traced.
alter table core_outbox
    add column traceparent varchar(55) null,
    algorithm=instant;
