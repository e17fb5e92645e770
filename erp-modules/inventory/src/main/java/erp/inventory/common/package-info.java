/** What all rooms of inventory share: refusals, rights, limits. */
@NullMarked
package erp.inventory.common;

import org.jspecify.annotations.NullMarked;
