drop table if exists purchasing_price_break;
