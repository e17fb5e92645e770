alter table finance_payment drop column method;
