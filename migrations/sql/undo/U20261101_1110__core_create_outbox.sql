DROP TABLE IF EXISTS core_outbox;
