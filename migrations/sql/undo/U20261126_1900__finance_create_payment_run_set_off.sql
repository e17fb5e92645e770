drop table if exists finance_payment_run_set_off;
