alter table finance_payment drop column subledger;
