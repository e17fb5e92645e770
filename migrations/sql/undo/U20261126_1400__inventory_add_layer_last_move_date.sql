alter table inventory_layer drop column last_move_date;
