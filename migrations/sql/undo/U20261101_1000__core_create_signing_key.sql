DROP TABLE IF EXISTS core_signing_key;
