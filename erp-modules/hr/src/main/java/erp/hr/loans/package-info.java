/**
 * Loans and advances to employees: entered by one, paid out by another, kept back of pay by payroll
 * runs. Locks: the loan, then finance's.
 */
@NullMarked
package erp.hr.loans;

import org.jspecify.annotations.NullMarked;
