/**
 * When stock of an item runs low in a warehouse, so much is proposed that it is full again: what
 * lies there and is not set aside, and what is about to be bought, is compared with a rule.
 *
 * <p>Lock order: the warehouse's rules by item, before anything of them is computed, then as
 * requisitions do.
 */
@NullMarked
package erp.purchasing.replenishment;

import org.jspecify.annotations.NullMarked;
