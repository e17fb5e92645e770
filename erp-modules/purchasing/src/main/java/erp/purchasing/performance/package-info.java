/** How well suppliers deliver, counted from orders, receipts and invoices. */
@NullMarked
package erp.purchasing.performance;

import org.jspecify.annotations.NullMarked;
