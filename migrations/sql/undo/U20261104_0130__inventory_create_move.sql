drop table if exists inventory_move;
