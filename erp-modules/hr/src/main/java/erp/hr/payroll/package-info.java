/**
 * Payroll runs: what each employee gets for a month, posted in one transaction and paid.
 *
 * <pre>
 *         calculate (in batches)   review            approve           post           pay
 *  DRAFT ----------------> CALCULATED ----> REVIEWED -------> APPROVED ----> POSTED ------> PAID
 *    |  &lt;---------------------- reset ----------------------------+         |
 *    +-- cancel --> CANCELLED (also once calculated)                          +-- reverse --> REVERSED
 * </pre>
 *
 * Who calculated or reviewed a run does not approve it. A slip is an employee's only one of a
 * period and kind; those of a reversed run do not count. Whoever leaves within a period gets a
 * final settlement instead of a regular slip: leave that is left is paid, loans are kept back.
 *
 * <p>Locks: employees (all of them, so that nobody computes two slips of one), the run, loans, then
 * finance's.
 */
@NullMarked
package erp.hr.payroll;

import org.jspecify.annotations.NullMarked;
