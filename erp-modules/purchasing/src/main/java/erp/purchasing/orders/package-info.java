/**
 * Purchase orders, from draft to end.
 *
 * <pre>
 *         submit            approve, n of m      confirm            all received and invoiced,
 *   DRAFT ------> SUBMITTED ---------> APPROVED --------> CONFIRMED ----------------> CLOSED
 *     ^               |                   |                   |       or closed short
 *     +--- reject ----+                   |                   |
 *     +---------------+--- cancel --------+-------------------+--> CANCELLED
 *                                          (confirmed: only while nothing is received or invoiced)
 * </pre>
 *
 * A confirmed order is changed by revisions, which keep what was; one that makes it dearer than was
 * approved is applied when as many have approved as its new total asks for.
 *
 * <p>How much is received, sent back, invoiced and credited is no state: it is counted on the
 * lines, always under the lock of the order's row.
 */
@NullMarked
package erp.purchasing.orders;

import org.jspecify.annotations.NullMarked;
