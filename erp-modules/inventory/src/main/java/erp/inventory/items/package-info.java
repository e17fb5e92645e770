/** Master data: items, warehouses and their locations. */
@NullMarked
package erp.inventory.items;

import org.jspecify.annotations.NullMarked;
