/**
 * What somebody needs bought, before anybody knows of whom.
 *
 * <pre>
 *         submit            approve            convert
 *   DRAFT ------> SUBMITTED -------> APPROVED --------> CONVERTED   into drafts of orders
 *     ^               |                 |
 *     +-- withdraw ---+--- reject ------+--> REJECTED
 * </pre>
 *
 * <p>What planning proposes is submitted as it comes; it names its origin, which is never bought
 * for twice. Whoever entered a requisition does not decide on it.
 */
@NullMarked
package erp.purchasing.requisitions;

import org.jspecify.annotations.NullMarked;
