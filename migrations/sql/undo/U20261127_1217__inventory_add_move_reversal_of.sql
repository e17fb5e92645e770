alter table inventory_move drop column reversal_of, algorithm=instant;
