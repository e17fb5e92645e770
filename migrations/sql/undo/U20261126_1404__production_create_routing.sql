drop table if exists production_routing;
