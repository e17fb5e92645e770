alter table hr_pay_loan drop column repayments;
