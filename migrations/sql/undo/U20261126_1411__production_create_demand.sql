drop table if exists production_demand;
