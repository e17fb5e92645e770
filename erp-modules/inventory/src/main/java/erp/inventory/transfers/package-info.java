/** Goods that go from one warehouse of the company to another. */
@NullMarked
package erp.inventory.transfers;

import org.jspecify.annotations.NullMarked;
