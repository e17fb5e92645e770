insert into finance_payment (id, company_id, party_id, payment_date, reference, currency, amount, unallocated, created_at, version) values
  (unhex('01900000000070008000000000060001'), unhex('0190000000007000800000000000c001'), unhex('019000000000700080000000000000b1'), '2026-11-24', '2026-1', 'EUR', 7, 0,
   '2026-11-24 09:00:00', 0);
