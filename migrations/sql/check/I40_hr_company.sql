-- No row of hr refers to another company's.
select 'hr_personal_access.employee_id' as reference, hex(c.id) as id from hr_personal_access c join hr_employee p on p.id = c.employee_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_pay_component.account_id', hex(c.id) as id from hr_pay_component c join finance_account p on p.id = c.account_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_pay_formula.component_id', hex(c.id) as id from hr_pay_formula c join hr_pay_component p on p.id = c.component_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_pay_structure_line.structure_id', hex(c.id) as id from hr_pay_structure_line c join hr_pay_structure p on p.id = c.structure_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_pay_structure_line.component_id', hex(c.id) as id from hr_pay_structure_line c join hr_pay_component p on p.id = c.component_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_employee.id', hex(c.id) as id from hr_employee c join core_party p on p.id = c.id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_employee.user_id', hex(c.id) as id from hr_employee c join users_user p on p.id = c.user_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_person.id', hex(c.id) as id from hr_person c join hr_employee p on p.id = c.id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_assignment.employee_id', hex(c.id) as id from hr_assignment c join hr_employee p on p.id = c.employee_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_assignment.department_id', hex(c.id) as id from hr_assignment c join hr_department p on p.id = c.department_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_assignment.position_id', hex(c.id) as id from hr_assignment c join hr_position p on p.id = c.position_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_assignment.manager_id', hex(c.id) as id from hr_assignment c join hr_employee p on p.id = c.manager_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_contract.employee_id', hex(c.id) as id from hr_contract c join hr_employee p on p.id = c.employee_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_contract.calendar_id', hex(c.id) as id from hr_contract c join hr_calendar p on p.id = c.calendar_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_contract.structure_id', hex(c.id) as id from hr_contract c join hr_pay_structure p on p.id = c.structure_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_leave_policy.leave_type_id', hex(c.id) as id from hr_leave_policy c join hr_leave_type p on p.id = c.leave_type_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_leave_enrolment.employee_id', hex(c.id) as id from hr_leave_enrolment c join hr_employee p on p.id = c.employee_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_leave_enrolment.policy_id', hex(c.id) as id from hr_leave_enrolment c join hr_leave_policy p on p.id = c.policy_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_leave_enrolment.leave_type_id', hex(c.id) as id from hr_leave_enrolment c join hr_leave_type p on p.id = c.leave_type_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_leave_account.employee_id', hex(c.id) as id from hr_leave_account c join hr_employee p on p.id = c.employee_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_leave_account.leave_type_id', hex(c.id) as id from hr_leave_account c join hr_leave_type p on p.id = c.leave_type_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_leave_request.employee_id', hex(c.id) as id from hr_leave_request c join hr_employee p on p.id = c.employee_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_leave_request.leave_type_id', hex(c.id) as id from hr_leave_request c join hr_leave_type p on p.id = c.leave_type_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_leave_request.approver_id', hex(c.id) as id from hr_leave_request c join hr_employee p on p.id = c.approver_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_leave_entry.employee_id', hex(c.id) as id from hr_leave_entry c join hr_employee p on p.id = c.employee_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_leave_entry.leave_type_id', hex(c.id) as id from hr_leave_entry c join hr_leave_type p on p.id = c.leave_type_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_leave_entry.request_id', hex(c.id) as id from hr_leave_entry c join hr_leave_request p on p.id = c.request_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_leave_decision.request_id', hex(c.id) as id from hr_leave_decision c join hr_leave_request p on p.id = c.request_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_leave_decision.on_behalf_of', hex(c.id) as id from hr_leave_decision c join hr_employee p on p.id = c.on_behalf_of where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_delegation.from_employee_id', hex(c.id) as id from hr_delegation c join hr_employee p on p.id = c.from_employee_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_delegation.to_employee_id', hex(c.id) as id from hr_delegation c join hr_employee p on p.id = c.to_employee_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_expense_type.account_id', hex(c.id) as id from hr_expense_type c join finance_account p on p.id = c.account_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_expense_claim.employee_id', hex(c.id) as id from hr_expense_claim c join hr_employee p on p.id = c.employee_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_expense_claim.payment_id', hex(c.id) as id from hr_expense_claim c join finance_payment p on p.id = c.payment_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_expense_line.claim_id', hex(c.id) as id from hr_expense_line c join hr_expense_claim p on p.id = c.claim_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_expense_line.expense_type_id', hex(c.id) as id from hr_expense_line c join hr_expense_type p on p.id = c.expense_type_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_shift_plan.employee_id', hex(c.id) as id from hr_shift_plan c join hr_employee p on p.id = c.employee_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_shift_plan.shift_id', hex(c.id) as id from hr_shift_plan c join hr_shift p on p.id = c.shift_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_punch.employee_id', hex(c.id) as id from hr_punch c join hr_employee p on p.id = c.employee_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_punch.replaces_id', hex(c.id) as id from hr_punch c join hr_punch p on p.id = c.replaces_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_payroll_run.entry_id', hex(c.id) as id from hr_payroll_run c join finance_journal_entry p on p.id = c.entry_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_payslip.run_id', hex(c.id) as id from hr_payslip c join hr_payroll_run p on p.id = c.run_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_payslip.employee_id', hex(c.id) as id from hr_payslip c join hr_employee p on p.id = c.employee_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_payslip_line.slip_id', hex(c.id) as id from hr_payslip_line c join hr_payslip p on p.id = c.slip_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_payslip_line.component_id', hex(c.id) as id from hr_payslip_line c join hr_pay_component p on p.id = c.component_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_payslip_line.loan_id', hex(c.id) as id from hr_payslip_line c join hr_pay_loan p on p.id = c.loan_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_payslip_line.account_id', hex(c.id) as id from hr_payslip_line c join finance_account p on p.id = c.account_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_pay_basis.slip_id', hex(c.id) as id from hr_pay_basis c join hr_payslip p on p.id = c.slip_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_pay_basis.employee_id', hex(c.id) as id from hr_pay_basis c join hr_employee p on p.id = c.employee_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_pay_loan.run_id', hex(c.id) as id from hr_pay_loan c join hr_payroll_run p on p.id = c.run_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_pay_loan.employee_id', hex(c.id) as id from hr_pay_loan c join hr_employee p on p.id = c.employee_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_pay_input.employee_id', hex(c.id) as id from hr_pay_input c join hr_employee p on p.id = c.employee_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'hr_pay_input.component_id', hex(c.id) as id from hr_pay_input c join hr_pay_component p on p.id = c.component_id where c.company_id <> p.company_id
  and c.id >= :since
