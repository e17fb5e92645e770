insert into finance_tax_line (id, company_id, entry_id, tax_code_id, tax_date, currency, base, amount) values
  (unhex('01900000000070008000000000080001'), unhex('0190000000007000800000000000c001'), unhex('01900000000070008000000000040001'),
   unhex('01900000000070008000000000030001'), '2026-11-24', 'EUR', 10, 2);
