/**
 * What came in for an order: taken into stock by inventory, or refused. A receipt never changes; of
 * its lines is counted what is matched with invoices and what was sent back.
 */
@NullMarked
package erp.purchasing.receipts;

import org.jspecify.annotations.NullMarked;
