package erp.inventory;

import static erp.inventory.InventoryRoutes.BASE;
import static erp.inventory.common.InventoryPermission.STOCK_REVERSE;

import erp.core.http.Endpoint;
import erp.finance.common.FinanceError;
import erp.finance.ledger.ReversalVerb;
import erp.inventory.common.InventoryError;
import erp.inventory.documents.AdjustmentView;
import erp.inventory.shipments.ReceiptView;

import java.util.List;

/** The way back from receipts and adjustments, over HTTP. */
record StockReversalRoutes(StockReversals reversals) {
    List<Endpoint<?>> endpoints() {
        return List.of(
                ReversalVerb.of(
                        Endpoint.post(
                                BASE + "receipts/{id}/reverse",
                                "reverseReceipt",
                                "Takes back a receipt: its goods leave at what they came in at"),
                        STOCK_REVERSE,
                        ReceiptView.class,
                        reversals::receipt,
                        InventoryError.RECEIPT_NOT_FOUND,
                        FinanceError.NOT_REVERSIBLE,
                        InventoryError.INSUFFICIENT_STOCK,
                        InventoryError.VALUE_AT_DATE),
                ReversalVerb.of(
                        Endpoint.post(
                                BASE + "adjustments/{id}/reverse",
                                "reverseAdjustment",
                                "Takes back an adjustment or a count, at what it was worth"),
                        STOCK_REVERSE,
                        AdjustmentView.class,
                        reversals::adjustment,
                        InventoryError.ADJUSTMENT_NOT_FOUND,
                        InventoryError.INSUFFICIENT_STOCK,
                        InventoryError.VALUE_AT_DATE));
    }
}
