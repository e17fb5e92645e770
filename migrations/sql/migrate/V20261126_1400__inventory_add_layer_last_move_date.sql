-- expand
alter table inventory_layer add column last_move_date date null comment 'no move of the item is dated later; null: not known';
