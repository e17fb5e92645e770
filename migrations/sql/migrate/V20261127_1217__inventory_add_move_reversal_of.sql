-- expand
-- The move that this one takes back.
alter table inventory_move add column reversal_of binary(16) null, algorithm=instant;
