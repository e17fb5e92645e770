/** Adjustments and counts: what is found to be otherwise. */
@NullMarked
package erp.inventory.documents;

import org.jspecify.annotations.NullMarked;
