package erp.inventory;

import static erp.inventory.InventoryRoutes.BASE;
import static erp.inventory.common.InventoryPermission.STOCK_REVERSE;

import erp.core.CoreError;
import erp.core.ErrorCode;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.tx.Tx;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;
import erp.finance.ledger.NewReversal;
import erp.inventory.common.InventoryError;
import erp.inventory.documents.AdjustmentView;
import erp.inventory.shipments.ReceiptView;

import java.util.List;
import java.util.Objects;

/** The way back from receipts and adjustments, over HTTP. */
record StockReversalRoutes(StockReversals reversals) {
    List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.post(
                                BASE + "receipts/{id}/reverse",
                                "reverseReceipt",
                                "Takes back a receipt: its goods leave at what they came in at")
                        .optionalBody(NewReversal.class)
                        .takingBack()
                        .permission(STOCK_REVERSE)
                        .keyRequired()
                        .answers(ReceiptView.class)
                        .problems(InventoryError.RECEIPT_NOT_FOUND, FinanceError.NOT_REVERSIBLE)
                        .problems(problems())
                        .write(this::receipt),
                Endpoint.post(
                                BASE + "adjustments/{id}/reverse",
                                "reverseAdjustment",
                                "Takes back an adjustment or a count, at what it was worth")
                        .optionalBody(NewReversal.class)
                        .takingBack()
                        .permission(STOCK_REVERSE)
                        .keyRequired()
                        .answers(AdjustmentView.class)
                        .problems(InventoryError.ADJUSTMENT_NOT_FOUND)
                        .problems(problems())
                        .write(this::adjustment));
    }

    private static ErrorCode[] problems() {
        return new ErrorCode[] {
            CoreError.FUTURE_DATE,
            FinanceError.INVALID_REVERSAL,
            FinanceError.ALREADY_REVERSED,
            InventoryError.INSUFFICIENT_STOCK,
            InventoryError.VALUE_AT_DATE,
            FinanceError.NO_PERIOD,
            FinanceError.PERIOD_CLOSED
        };
    }

    private Reply receipt(Tx tx, Call<NewReversal> call) {
        return Reply.ok(
                PeriodRefusal.get(
                        () -> reversals.receipt(tx, call.id(), wanted(call), call::expectVersion)));
    }

    private Reply adjustment(Tx tx, Call<NewReversal> call) {
        return Reply.ok(
                PeriodRefusal.get(
                        () ->
                                reversals.adjustment(
                                        tx, call.id(), wanted(call), call::expectVersion)));
    }

    private static NewReversal wanted(Call<NewReversal> call) {
        return Objects.requireNonNullElse(call.bodyOrNull(), NewReversal.TODAY);
    }
}
