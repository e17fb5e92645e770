drop table if exists production_structure;
