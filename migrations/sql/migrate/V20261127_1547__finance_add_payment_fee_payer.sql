-- expand
-- What the bank kept of a payment, and who paid where it was not the customer.
alter table finance_payment
    add column fee decimal(19, 4) null,
    add column payer varchar(200) null,
    algorithm=instant;
