package erp.inventory;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.finance.common.FinanceError;
import erp.finance.ledger.NewReversal;
import erp.finance.ledger.Reversals;
import erp.inventory.common.InventoryError;
import erp.inventory.documents.Adjustment;
import erp.inventory.documents.AdjustmentReversed;
import erp.inventory.documents.AdjustmentView;
import erp.inventory.items.WarehouseId;
import erp.inventory.shipments.Receipt;
import erp.inventory.shipments.ReceiptReversed;
import erp.inventory.shipments.ReceiptView;
import erp.inventory.shipments.Shipments;

import java.util.UUID;
import java.util.function.LongConsumer;

/** The way back from inventory's own documents. */
final class StockReversals {
    private final Reversals reversals;
    private final Shipments shipments;

    StockReversals(Reversals reversals, Shipments shipments) {
        this.reversals = reversals;
        this.shipments = shipments;
    }

    /**
     * Takes back a receipt that was made for no document. Throws RECEIPT_NOT_FOUND, NOT_REVERSIBLE
     * and what {@link Reversals} and stock throw.
     *
     * @param expect is told the version and refuses a stale one
     */
    ReceiptView receipt(Tx tx, UUID id, NewReversal wanted, LongConsumer expect) {
        Receipt receipt = tx.require(Receipt.class, id, InventoryError.RECEIPT_NOT_FOUND);
        if (!receipt.isOfInventory()) {
            throw new ErpException(
                    FinanceError.NOT_REVERSIBLE,
                    "receipt %s was made for another document: reverse it there",
                    id);
        }
        expect.accept(Reversals.isReversed(tx, id) ? 1 : 0);
        var begun = reversals.begin(tx, Inventory.RECEIPT, id, wanted, receipt.date());
        tx.publish(new ReceiptReversed(id, receipt.warehouse(), receipt.value()));
        tx.posted("inventory", "reversal", receipt.value().negate());
        shipments.moveBack(tx, begun, new WarehouseId(receipt.warehouse()));
        reversals.post(tx, begun);
        return receipt.view(begun.view());
    }

    /**
     * Takes back an adjustment or a count. Throws ADJUSTMENT_NOT_FOUND and what {@link Reversals}
     * and stock throw.
     *
     * @param expect is told the version and refuses a stale one
     */
    AdjustmentView adjustment(Tx tx, UUID id, NewReversal wanted, LongConsumer expect) {
        Adjustment adjustment =
                tx.require(Adjustment.class, id, InventoryError.ADJUSTMENT_NOT_FOUND);
        expect.accept(Reversals.isReversed(tx, id) ? 1 : 0);
        var begun = reversals.begin(tx, Inventory.ADJUSTMENT, id, wanted, adjustment.date());
        tx.publish(new AdjustmentReversed(id, adjustment.warehouse(), adjustment.value()));
        tx.posted("inventory", "reversal", adjustment.value().negate());
        shipments.moveBack(tx, begun, new WarehouseId(adjustment.warehouse()));
        reversals.post(tx, begun);
        return adjustment.view(Inventory.queries(tx).movesOf(id), begun.view());
    }
}
