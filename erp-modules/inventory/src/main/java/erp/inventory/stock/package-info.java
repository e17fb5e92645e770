/** Moves, and the balances and values that they make. */
@NullMarked
package erp.inventory.stock;

import org.jspecify.annotations.NullMarked;
