/** Employees, leave, expenses, payroll. */
@NullMarked
package erp.hr;

import org.jspecify.annotations.NullMarked;
