insert into finance_journal_entry (id, company_id, book, period_id, entry_date, posted_at, text, source_type, source_id, posting,
  currency, total_debit, total_credit, reversal_of) values
  (unhex('01900000000070008000000000040001'), unhex('0190000000007000800000000000c001'), 'SALES', unhex('01900000000070008000000000020002'), '2026-11-24',
   '2026-11-24 08:00:00', 'Invoice', 'sales.invoice', unhex('01900000000070008000000000050001'), 'revenue', 'EUR', 12, 12, null),
  (unhex('01900000000070008000000000040002'), unhex('0190000000007000800000000000c001'), 'BANK', unhex('01900000000070008000000000020002'), '2026-11-24',
   '2026-11-24 09:00:00', 'Payment', 'finance.payment', unhex('01900000000070008000000000060001'), 'receipt', 'EUR', 7, 7, null);
