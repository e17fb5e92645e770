-- No payment run pays another company's items.
select 'line of run' as what, hex(c.id) as id from finance_payment_run_line c join finance_payment_run p on p.id = c.run_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'line of open item', hex(c.id) from finance_payment_run_line c join finance_open_item p on p.id = c.open_item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'line of payment', hex(c.id) from finance_payment_run_line c join finance_payment p on p.id = c.payment_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'set-off of run', hex(c.id) from finance_payment_run_set_off c join finance_payment_run p on p.id = c.run_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'set-off of credit', hex(c.id) from finance_payment_run_set_off c join finance_payment p on p.id = c.credit_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'set-off of open item', hex(c.id) from finance_payment_run_set_off c join finance_open_item p on p.id = c.open_item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'set-off of allocation', hex(c.id) from finance_payment_run_set_off c join finance_allocation p on p.id = c.allocation_id where c.company_id <> p.company_id
  and c.id >= :since
