/** Suppliers, requisitions, orders, receipts, supplier invoices. */
@NullMarked
package erp.purchasing;

import org.jspecify.annotations.NullMarked;
