/** The stock of the opening run. */
@NullMarked
package erp.inventory.opening;

import org.jspecify.annotations.NullMarked;
