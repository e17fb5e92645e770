drop table if exists production_message;
