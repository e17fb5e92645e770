/**
 * Several suppliers are asked what they would take for the same goods; what they offer is compared,
 * and the award makes drafts of orders at the prices that were offered.
 *
 * <pre>
 *            award
 *   OPEN --------------> AWARDED
 *     +---- cancel ----> CANCELLED
 * </pre>
 *
 * Lock order: the request for quotation, then the requisition that it came from.
 */
@NullMarked
package erp.purchasing.quotations;

import org.jspecify.annotations.NullMarked;
