-- Nothing is kept in another currency than its company's, in which its books are.
select 'finance_journal_entry' as what, hex(x.id) as id, x.currency, c.currency as company_currency
from finance_journal_entry x join core_company c on c.id = x.company_id where x.currency <> c.currency
  and x.id >= :since
union all
select 'finance_journal_line' as what, hex(x.id) as id, x.currency, c.currency as company_currency
from finance_journal_line x join core_company c on c.id = x.company_id where x.currency <> c.currency
  and x.id >= :since
union all
select 'finance_tax_line' as what, hex(x.id) as id, x.currency, c.currency as company_currency
from finance_tax_line x join core_company c on c.id = x.company_id where x.currency <> c.currency
  and x.id >= :since
union all
select 'finance_open_item' as what, hex(x.id) as id, x.currency, c.currency as company_currency
from finance_open_item x join core_company c on c.id = x.company_id where x.currency <> c.currency
  and x.id >= :since
union all
select 'finance_payment' as what, hex(x.id) as id, x.currency, c.currency as company_currency
from finance_payment x join core_company c on c.id = x.company_id where x.currency <> c.currency
  and x.id >= :since
union all
select 'finance_allocation' as what, hex(x.id) as id, x.currency, c.currency as company_currency
from finance_allocation x join core_company c on c.id = x.company_id where x.currency <> c.currency
  and x.id >= :since
union all
select 'sales_quotation' as what, hex(x.id) as id, x.currency, c.currency as company_currency
from sales_quotation x join core_company c on c.id = x.company_id where x.currency <> c.currency
  and x.id >= :since
union all
select 'sales_order' as what, hex(x.id) as id, x.currency, c.currency as company_currency
from sales_order x join core_company c on c.id = x.company_id where x.currency <> c.currency
  and x.id >= :since
union all
select 'sales_invoice' as what, hex(x.id) as id, x.currency, c.currency as company_currency
from sales_invoice x join core_company c on c.id = x.company_id where x.currency <> c.currency
  and x.id >= :since
union all
select 'inventory_receipt' as what, hex(x.id) as id, x.currency, c.currency as company_currency
from inventory_receipt x join core_company c on c.id = x.company_id where x.currency <> c.currency
  and x.id >= :since
union all
select 'inventory_adjustment' as what, hex(x.id) as id, x.currency, c.currency as company_currency
from inventory_adjustment x join core_company c on c.id = x.company_id where x.currency <> c.currency
  and x.id >= :since
union all
select 'hr_contract' as what, hex(x.id) as id, x.currency, c.currency as company_currency
from hr_contract x join core_company c on c.id = x.company_id where x.currency <> c.currency
  and x.id >= :since
union all
select 'hr_expense_claim' as what, hex(x.id) as id, x.currency, c.currency as company_currency
from hr_expense_claim x join core_company c on c.id = x.company_id where x.currency <> c.currency
  and x.id >= :since
union all
select 'hr_payroll_run' as what, hex(x.id) as id, x.currency, c.currency as company_currency
from hr_payroll_run x join core_company c on c.id = x.company_id where x.currency <> c.currency
  and x.id >= :since
union all
select 'hr_payslip' as what, hex(x.id) as id, x.currency, c.currency as company_currency
from hr_payslip x join core_company c on c.id = x.company_id where x.currency <> c.currency
  and x.id >= :since
union all
select 'hr_pay_loan' as what, hex(x.id) as id, x.currency, c.currency as company_currency
from hr_pay_loan x join core_company c on c.id = x.company_id where x.currency <> c.currency
  and x.id >= :since
