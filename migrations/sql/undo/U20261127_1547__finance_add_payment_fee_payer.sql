alter table finance_payment
    drop column fee,
    drop column payer,
    algorithm=instant;
