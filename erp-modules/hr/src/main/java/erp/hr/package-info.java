/**
 * Employees, leave, expenses, payroll. Depends on core and finance.
 *
 * <p>Birth dates, bank accounts, tax numbers and pay are shown only to those with rights of their
 * own and to the employee himself, and each time that is noted ({@link erp.hr.common.AccessLog}).
 * Histories, events and journal entries do not have them: pay is posted in sums by cost centre.
 *
 * <p>Lock order: employees by id, then leave requests and accounts, then claims, payroll runs and
 * loans, then finance's.
 */
@NullMarked
package erp.hr;

import org.jspecify.annotations.NullMarked;
