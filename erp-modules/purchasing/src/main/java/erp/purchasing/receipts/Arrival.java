package erp.purchasing.receipts;

import erp.core.value.Quantity;
import erp.purchasing.orders.PurchaseOrderLine;

import org.jspecify.annotations.Nullable;

/**
 * What came of an order's line.
 *
 * @param accepted taken in
 * @param refusal why the rest was refused; null where nothing was
 */
record Arrival(
        PurchaseOrderLine line, Quantity accepted, Quantity refused, @Nullable String refusal) {}
