/** Deliveries and invoices as sales shows and tells them; inventory and finance keep them. */
@NullMarked
package erp.sales.documents;

import org.jspecify.annotations.NullMarked;
