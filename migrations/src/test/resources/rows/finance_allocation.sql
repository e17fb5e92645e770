insert into finance_allocation (id, company_id, payment_id, open_item_id, allocation_date, currency, amount) values
  (unhex('019000000000700080000000000a0001'), unhex('0190000000007000800000000000c001'), unhex('01900000000070008000000000060001'),
   unhex('01900000000070008000000000090001'), '2026-11-24', 'EUR', 7);
