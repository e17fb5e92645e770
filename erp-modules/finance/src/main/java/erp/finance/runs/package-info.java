/**
 * Payment runs: what is to be paid to suppliers, proposed by due date, changed by whoever entered
 * it and released by somebody else, which pays.
 *
 * <pre>
 *           release (by another)
 *   DRAFT -----------------------> PAID
 *     +---------- cancel --------> CANCELLED
 * </pre>
 *
 * What a supplier has credited is set off with what is due to it, and the difference is paid. What
 * is set off is allocated like any credit, before the rest is paid.
 *
 * <p>Lock order: the run, its credits by id, its open items by id, then as payments do.
 */
@NullMarked
package erp.finance.runs;

import org.jspecify.annotations.NullMarked;
