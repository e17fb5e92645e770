DROP TABLE IF EXISTS core_idempotency;
