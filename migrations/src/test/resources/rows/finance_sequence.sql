insert into finance_sequence (company_id, series, fiscal_year, next_no, last_date) values
  (unhex('0190000000007000800000000000c001'), 'journal.BANK', 2026, 2, '1000-01-01'), (unhex('0190000000007000800000000000c001'), 'journal.SALES', 2026, 2, '1000-01-01');
