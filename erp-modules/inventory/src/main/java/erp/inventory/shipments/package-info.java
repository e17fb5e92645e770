/**
 * Goods that come in and go out, as documents: receipts and deliveries. A module that sells or buys
 * hands over what is to be moved and keeps the link by its own document's id; nothing here knows
 * it. {@link erp.inventory.shipments.Shipments} saves the document and leaves history, then stock
 * is moved and valued and the ledger posted, in the order of locks that inventory states.
 *
 * <p>The tables of deliveries are still named after sales, where they came from (decision 0027).
 */
@NullMarked
package erp.inventory.shipments;

import org.jspecify.annotations.NullMarked;
