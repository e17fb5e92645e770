/** What planning and costing must know of an item. */
@NullMarked
package erp.production.items;

import org.jspecify.annotations.NullMarked;
