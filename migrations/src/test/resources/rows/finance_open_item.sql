insert into finance_open_item (id, company_id, kind, party_id, source_type, source_id, posting, reference, item_date, due_date,
  currency, amount, open_amount, version) values
  (unhex('01900000000070008000000000090001'), unhex('0190000000007000800000000000c001'), 'RECEIVABLE', unhex('019000000000700080000000000000b1'), 'sales.invoice',
   unhex('01900000000070008000000000050001'), 'revenue', '2026-1', '2026-11-24', '2026-12-24', 'EUR', 12, 5, 1);
