/**
 * When stock of an item runs low in a warehouse, so much is proposed that it is full again: what
 * lies there and is not set aside, and what is about to be bought, is compared with a rule.
 */
@NullMarked
package erp.purchasing.replenishment;

import org.jspecify.annotations.NullMarked;
