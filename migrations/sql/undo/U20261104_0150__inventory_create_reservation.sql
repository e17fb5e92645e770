drop table if exists inventory_reservation;
