package erp.purchasing.receipts;

import static erp.purchasing.common.PurchasingPermission.RECEIPTS_READ;
import static erp.purchasing.common.PurchasingPermission.RECEIPTS_REVERSE;
import static erp.purchasing.common.PurchasingPermission.RECEIPTS_WRITE;

import erp.core.CoreError;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;
import erp.finance.ledger.ReversalVerb;
import erp.inventory.common.InventoryError;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.orders.PurchaseOrderRoutes;

import java.util.List;

/** What came in for orders, over HTTP. */
public final class ReceiptRoutes {
    static final String PATH = "/api/v1/purchasing/receipts";
    private static final NewGoodsReceipt ALL = new NewGoodsReceipt(null, null, null);

    private static final Listing<GoodsReceiptView> LISTING =
            Listing.of(GoodsReceipt.class)
                    .equal("orderId", "only what came for this order")
                    .equal("supplierId", "only what this supplier sent")
                    .equal("warehouseId", "only what came into this warehouse")
                    .range("receiptDate", "dated")
                    .sort("date", "receiptDate")
                    .asAll(GoodsReceiptView.class, GoodsReceipts::views);

    private final GoodsReceipts receipts;
    private final ReceiptReversals reversals;

    public ReceiptRoutes(GoodsReceipts receipts, ReceiptReversals reversals) {
        this.receipts = receipts;
        this.reversals = reversals;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.post(
                                PurchaseOrderRoutes.PATH + "/{id}/receive",
                                "receivePurchaseOrder",
                                "Takes in or refuses what came; all that is open where lines are"
                                        + " absent")
                        .optionalBody(NewGoodsReceipt.class)
                        .permission(RECEIPTS_WRITE)
                        .keyRequired()
                        .creates(GoodsReceiptView.class)
                        .problems(
                                PurchasingError.ORDER_NOT_FOUND,
                                PurchasingError.ORDER_STATE,
                                PurchasingError.NOTHING_TO_RECEIVE,
                                PurchasingError.INVALID_LINES,
                                PurchasingError.OVER_RECEIPT,
                                CoreError.FUTURE_DATE,
                                InventoryError.STOCK_LIMIT,
                                FinanceError.NO_ACCOUNT_OF_ROLE,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(this::receive),
                Endpoint.get(PATH, "listGoodsReceipts", "What came in for orders, newest first")
                        .permission(RECEIPTS_READ)
                        .list(LISTING),
                Endpoint.get(PATH + "/{id}", "getGoodsReceipt", "What came in at one time")
                        .permission(RECEIPTS_READ)
                        .answers(GoodsReceiptView.class)
                        .problems(PurchasingError.RECEIPT_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(receipts.view(tx, call.id()))),
                Endpoint.get(
                                PATH + "/{id}/history",
                                "getGoodsReceiptHistory",
                                "Who took it in and when")
                        .permission(RECEIPTS_READ)
                        .problems(PurchasingError.RECEIPT_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(
                                                GoodsReceipt.TYPE,
                                                receipts.view(tx, call.id()).id())),
                reversal());
    }

    private Endpoint<?> reversal() {
        return ReversalVerb.of(
                Endpoint.post(
                        PATH + "/{id}/reverse",
                        "reverseGoodsReceipt",
                        "Takes back what came in: its goods leave at what they came in at"),
                RECEIPTS_REVERSE,
                GoodsReceiptView.class,
                reversals::reverse,
                PurchasingError.RECEIPT_NOT_FOUND,
                PurchasingError.RECEIPT_USED,
                InventoryError.INSUFFICIENT_STOCK,
                InventoryError.VALUE_AT_DATE);
    }

    private Reply receive(Tx tx, Call<NewGoodsReceipt> call) {
        NewGoodsReceipt wanted = call.bodyOrNull();
        return Reply.createdIn(
                PATH,
                PeriodRefusal.get(
                        () ->
                                receipts.receive(
                                        tx,
                                        call.id(),
                                        wanted == null ? ALL : wanted,
                                        call::expectVersion)));
    }
}
