package erp.inventory;

import erp.core.CoreError;
import erp.core.ErrorCode;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;
import erp.finance.ledger.ReversalView;
import erp.finance.ledger.Reversals;
import erp.inventory.common.InventoryError;
import erp.inventory.common.InventoryPermission;
import erp.inventory.documents.Adjustment;
import erp.inventory.documents.AdjustmentView;
import erp.inventory.documents.NewAdjustment;
import erp.inventory.items.Location;
import erp.inventory.reports.StockReportRoutes;
import erp.inventory.shipments.NewReceipt;
import erp.inventory.shipments.Receipt;
import erp.inventory.shipments.ReceiptView;
import erp.inventory.stock.Balance;
import erp.inventory.stock.Move;
import erp.inventory.stock.MoveView;
import erp.inventory.stock.NewCount;
import erp.inventory.stock.StockView;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** The API of inventory. */
public final class InventoryRoutes {
    static final String BASE = "/api/v1/inventory/";

    private static final Listing<ReceiptView> RECEIPTS =
            Listing.of(Receipt.class)
                    .equal("warehouseId", "only receipts into this warehouse")
                    .range("receiptDate", "dated")
                    .asAll(ReceiptView.class, InventoryRoutes::receipts);

    private static final Listing<AdjustmentView> ADJUSTMENTS =
            Listing.of(Adjustment.class)
                    .equal("warehouseId", "only adjustments in this warehouse")
                    .range("adjustmentDate", "dated")
                    .asAll(AdjustmentView.class, InventoryRoutes::adjustments);

    private static final Listing<StockView> STOCK =
            Listing.of(Balance.class)
                    .select(
                            StockView.class,
                            "it.id, it.itemId, l.warehouseId, it.locationId, it.onHand,"
                                    + " it.reserved")
                    .join("join Location l on l.id = it.locationId")
                    .equal("itemId", "only this item")
                    .filter(
                            "warehouseId",
                            UUID.class,
                            "l.warehouseId = :warehouseId",
                            "only this warehouse")
                    .as(StockView.class);

    private static final Listing<MoveView> MOVES =
            Listing.of(Move.class)
                    .equal("itemId", "only this item")
                    .equal("sourceId", "only moves of this document")
                    .range("effectiveDate", "effective")
                    .asAll(MoveView.class, InventoryRoutes::moves);

    private final Inventory inventory;

    public InventoryRoutes(Inventory inventory) {
        this.inventory = inventory;
    }

    public List<Endpoint<?>> endpoints() {
        List<Endpoint<?>> endpoints = new ArrayList<>();
        endpoints.addAll(new ItemRoutes(inventory).endpoints());
        endpoints.addAll(receipts());
        endpoints.addAll(corrections());
        endpoints.addAll(new StockReversalRoutes(inventory.stockReversals()).endpoints());
        endpoints.addAll(new TransferRoutes(inventory.transfers()).endpoints());
        endpoints.addAll(stock());
        endpoints.addAll(new StockReportRoutes().endpoints());
        return List.copyOf(endpoints);
    }

    private List<Endpoint<?>> receipts() {
        return List.of(
                Endpoint.get(BASE + "receipts", "listReceipts", "Receipts, newest first")
                        .permission(InventoryPermission.STOCK_READ)
                        .list(RECEIPTS),
                Endpoint.post(BASE + "receipts", "createReceipt", "Receives goods into stock")
                        .body(NewReceipt.class)
                        .permission(InventoryPermission.STOCK_WRITE)
                        .keyRequired()
                        .creates(ReceiptView.class)
                        .problems(
                                InventoryError.UNKNOWN_WAREHOUSE,
                                InventoryError.UNKNOWN_ITEM,
                                InventoryError.INACTIVE_ITEM,
                                CoreError.FUTURE_DATE,
                                InventoryError.STOCK_LIMIT,
                                FinanceError.NO_ACCOUNT_OF_ROLE,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(this::createReceipt),
                Endpoint.get(BASE + "receipts/{id}", "getReceipt", "One receipt")
                        .permission(InventoryPermission.STOCK_READ)
                        .answers(ReceiptView.class)
                        .problems(InventoryError.RECEIPT_NOT_FOUND)
                        .read(this::getReceipt));
    }

    private List<Endpoint<?>> corrections() {
        return List.of(
                Endpoint.get(BASE + "adjustments", "listAdjustments", "Adjustments, newest first")
                        .permission(InventoryPermission.STOCK_READ)
                        .list(ADJUSTMENTS),
                Endpoint.post(
                                BASE + "adjustments",
                                "createAdjustment",
                                "Corrects stock by a difference")
                        .body(NewAdjustment.class)
                        .permission(InventoryPermission.STOCK_WRITE)
                        .keyRequired()
                        .creates(AdjustmentView.class)
                        .problems(adjustmentProblems())
                        .write(
                                (tx, call) ->
                                        Reply.createdIn(
                                                BASE + "adjustments",
                                                PeriodRefusal.get(
                                                        () -> inventory.adjust(tx, call.body())))),
                Endpoint.post(
                                BASE + "counts",
                                "createCount",
                                "Corrects stock to what was counted at the end of the date")
                        .body(NewCount.class)
                        .permission(InventoryPermission.STOCK_WRITE)
                        .keyRequired()
                        .creates(AdjustmentView.class)
                        .problems(adjustmentProblems())
                        .write(
                                (tx, call) ->
                                        Reply.createdIn(
                                                BASE + "adjustments",
                                                PeriodRefusal.get(
                                                        () -> inventory.count(tx, call.body())))),
                Endpoint.get(BASE + "adjustments/{id}", "getAdjustment", "One adjustment")
                        .permission(InventoryPermission.STOCK_READ)
                        .answers(AdjustmentView.class)
                        .problems(InventoryError.ADJUSTMENT_NOT_FOUND)
                        .read(this::getAdjustment));
    }

    private List<Endpoint<?>> stock() {
        return List.of(
                Endpoint.get(BASE + "stock", "listStock", "On hand, reserved and available")
                        .permission(InventoryPermission.STOCK_READ)
                        .list(STOCK),
                Endpoint.get(BASE + "moves", "listMoves", "The stock ledger, newest first")
                        .permission(InventoryPermission.STOCK_READ)
                        .list(MOVES));
    }

    private static ErrorCode[] adjustmentProblems() {
        return new ErrorCode[] {
            InventoryError.UNKNOWN_WAREHOUSE,
            InventoryError.UNKNOWN_ITEM,
            InventoryError.INVALID_LINES,
            CoreError.FUTURE_DATE,
            InventoryError.COST_REQUIRED,
            InventoryError.STOCK_LIMIT,
            InventoryError.INSUFFICIENT_STOCK,
            InventoryError.VALUE_AT_DATE,
            FinanceError.NO_ACCOUNT_OF_ROLE,
            FinanceError.NO_PERIOD,
            FinanceError.PERIOD_CLOSED
        };
    }

    private Reply createReceipt(Tx tx, Call<NewReceipt> call) {
        return Reply.createdIn(
                BASE + "receipts", PeriodRefusal.get(() -> inventory.receive(tx, call.body())));
    }

    private Reply getReceipt(Tx tx, Call<Void> call) {
        return Reply.ok(
                tx.require(Receipt.class, call.id(), InventoryError.RECEIPT_NOT_FOUND)
                        .view(Reversals.of(tx, call.id()).orElse(null)));
    }

    private static List<MoveView> moves(Tx tx, List<Move> moves) {
        UUID production = Location.production(tx.companyId());
        return moves.stream().map(move -> move.view(production)).toList();
    }

    /** With their lines, which one query reads. */
    private static List<ReceiptView> receipts(Tx tx, List<Receipt> receipts) {
        List<UUID> ids = receipts.stream().map(Receipt::getId).toList();
        Map<UUID, ReversalView> reversed = Reversals.of(tx, ids);
        Map<UUID, ReceiptView> views =
                ids.isEmpty()
                        ? Map.of()
                        : Inventory.queries(tx).receipts(ids).stream()
                                .collect(
                                        Collectors.toMap(
                                                Receipt::getId,
                                                it -> it.view(reversed.get(it.getId()))));
        return ids.stream().map(id -> Objects.requireNonNull(views.get(id))).toList();
    }

    private static List<AdjustmentView> adjustments(Tx tx, List<Adjustment> adjustments) {
        return MovedDocuments.views(tx, adjustments, Adjustment::view);
    }

    private Reply getAdjustment(Tx tx, Call<Void> call) {
        Adjustment adjustment =
                tx.require(Adjustment.class, call.id(), InventoryError.ADJUSTMENT_NOT_FOUND);
        return Reply.ok(adjustments(tx, List.of(adjustment)).getFirst());
    }
}
