insert into finance_period (id, company_id, fiscal_year, number, start_date, end_date, state, closed_at, version) values
  (unhex('01900000000070008000000000020001'), unhex('0190000000007000800000000000c001'), 2026, 10, '2026-10-01', '2026-10-31', 'CLOSED', '2026-11-02 08:00:00', 1),
  (unhex('01900000000070008000000000020002'), unhex('0190000000007000800000000000c001'), 2026, 11, '2026-11-01', '2026-11-30', 'OPEN', null, 0);
