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
 * Lock order: the run, its open items by id, then as payments do.
 */
@NullMarked
package erp.finance.runs;

import org.jspecify.annotations.NullMarked;
