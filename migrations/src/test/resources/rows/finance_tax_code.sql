insert into finance_tax_code (id, company_id, code, name, rate, account_id, version) values
  (unhex('01900000000070008000000000030001'), unhex('0190000000007000800000000000c001'), 'STANDARD', 'Standard rate', 0.2, unhex('01900000000070008000000000010003'), 0);
