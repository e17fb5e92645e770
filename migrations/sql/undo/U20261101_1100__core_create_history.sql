DROP TABLE IF EXISTS core_history;
