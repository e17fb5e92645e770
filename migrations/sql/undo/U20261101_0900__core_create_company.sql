DROP TABLE IF EXISTS core_company;
