/** Parties that sell to us, what is agreed with them, and what they sell at which price. */
@NullMarked
package erp.purchasing.suppliers;

import org.jspecify.annotations.NullMarked;
