DROP TABLE IF EXISTS core_started_version;
