/** Receipts, adjustments and counts. */
@NullMarked
package erp.inventory.documents;

import org.jspecify.annotations.NullMarked;
