/** What stock is worth: one pooled layer an item. */
@NullMarked
package erp.inventory.layers;

import org.jspecify.annotations.NullMarked;
