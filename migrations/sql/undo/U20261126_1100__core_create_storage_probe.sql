DROP TABLE IF EXISTS core_storage_probe;
