/**
 * Blanket orders: a supplier agrees to sell so much of some items within a time at a price, and it
 * is called off by orders, which are approved like any other.
 *
 * <pre>
 *   ACTIVE -- call-off --> ACTIVE
 *     +------- end ------> ENDED
 * </pre>
 *
 * How much is called off is counted from the orders that were made for it: what they ask for, of
 * those closed what came, of those cancelled nothing. Such an order is neither changed nor revised,
 * and only a call-off makes one, under the agreement's lock, so no more is called off than was
 * agreed.
 */
@NullMarked
package erp.purchasing.agreements;

import org.jspecify.annotations.NullMarked;
