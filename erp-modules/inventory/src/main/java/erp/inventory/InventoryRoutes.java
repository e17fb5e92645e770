package erp.inventory;

import erp.core.CoreError;
import erp.core.ErrorCode;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.paging.PageRequest;
import erp.core.tx.Tx;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;
import erp.inventory.common.InventoryError;
import erp.inventory.common.InventoryPermission;
import erp.inventory.documents.Adjustment;
import erp.inventory.documents.AdjustmentView;
import erp.inventory.documents.NewAdjustment;
import erp.inventory.documents.NewReceipt;
import erp.inventory.documents.Receipt;
import erp.inventory.documents.ReceiptView;
import erp.inventory.items.Item;
import erp.inventory.items.ItemView;
import erp.inventory.items.NewItem;
import erp.inventory.items.NewWarehouse;
import erp.inventory.items.Warehouse;
import erp.inventory.items.WarehouseView;
import erp.inventory.stock.Move;
import erp.inventory.stock.MoveView;
import erp.inventory.stock.NewCount;
import erp.inventory.stock.StockView;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The API of inventory. */
public final class InventoryRoutes {
    private static final String BASE = "/api/v1/inventory/";

    private final Inventory inventory;

    public InventoryRoutes(Inventory inventory) {
        this.inventory = inventory;
    }

    public List<Endpoint<?>> endpoints() {
        List<Endpoint<?>> endpoints = new ArrayList<>();
        endpoints.addAll(items());
        endpoints.addAll(warehouses());
        endpoints.addAll(receipts());
        endpoints.addAll(corrections());
        endpoints.addAll(stock());
        return List.copyOf(endpoints);
    }

    private List<Endpoint<?>> items() {
        return List.of(
                Endpoint.get(BASE + "items", "listItems", "Items, newest first")
                        .permission(InventoryPermission.ITEMS_READ)
                        .query("sku", String.class, "only the item of this SKU")
                        .answersPage(ItemView.class)
                        .read(this::listItems),
                Endpoint.post(BASE + "items", "createItem", "Creates an item")
                        .body(NewItem.class)
                        .permission(InventoryPermission.ITEMS_WRITE)
                        .creates(ItemView.class)
                        .problems(InventoryError.SKU_EXISTS)
                        .write(this::createItem),
                Endpoint.get(BASE + "items/{id}", "getItem", "One item")
                        .permission(InventoryPermission.ITEMS_READ)
                        .answers(ItemView.class)
                        .problems(InventoryError.ITEM_NOT_FOUND)
                        .read(this::getItem),
                Endpoint.post(
                                BASE + "items/{id}/deactivate",
                                "deactivateItem",
                                "Takes an item out of receipts and new orders; what is there can"
                                        + " leave")
                        .permission(InventoryPermission.ITEMS_WRITE)
                        .answers(ItemView.class)
                        .problems(InventoryError.ITEM_NOT_FOUND)
                        .write((tx, call) -> use(tx, call, false)),
                Endpoint.post(
                                BASE + "items/{id}/activate",
                                "activateItem",
                                "Takes an item back into use")
                        .permission(InventoryPermission.ITEMS_WRITE)
                        .answers(ItemView.class)
                        .problems(InventoryError.ITEM_NOT_FOUND)
                        .write((tx, call) -> use(tx, call, true)));
    }

    private List<Endpoint<?>> warehouses() {
        return List.of(
                Endpoint.get(BASE + "warehouses", "listWarehouses", "Warehouses, newest first")
                        .permission(InventoryPermission.ITEMS_READ)
                        .answersPage(WarehouseView.class)
                        .read(
                                (tx, call) ->
                                        Reply.ok(
                                                call.page()
                                                        .page(
                                                                Inventory.queries(tx)
                                                                        .warehouses(
                                                                                call.page()
                                                                                        .before(),
                                                                                call.page().fetch())
                                                                        .stream()
                                                                        .map(Warehouse::view)
                                                                        .toList(),
                                                                WarehouseView::id))),
                Endpoint.post(BASE + "warehouses", "createWarehouse", "Opens a warehouse")
                        .body(NewWarehouse.class)
                        .permission(InventoryPermission.ITEMS_WRITE)
                        .creates(WarehouseView.class)
                        .problems(InventoryError.WAREHOUSE_EXISTS)
                        .write(this::createWarehouse),
                Endpoint.get(BASE + "warehouses/{id}", "getWarehouse", "One warehouse")
                        .permission(InventoryPermission.ITEMS_READ)
                        .answers(WarehouseView.class)
                        .problems(InventoryError.WAREHOUSE_NOT_FOUND)
                        .read(this::getWarehouse));
    }

    private List<Endpoint<?>> receipts() {
        return List.of(
                Endpoint.get(BASE + "receipts", "listReceipts", "Receipts, newest first")
                        .permission(InventoryPermission.STOCK_READ)
                        .answersPage(ReceiptView.class)
                        .read(this::listReceipts),
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
                        .answersPage(AdjustmentView.class)
                        .read(this::listAdjustments),
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
                                        adjusted(
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
                                        adjusted(
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
                        .query("itemId", UUID.class, "only this item")
                        .query("warehouseId", UUID.class, "only this warehouse")
                        .answersPage(StockView.class)
                        .read(this::listStock),
                Endpoint.get(BASE + "moves", "listMoves", "The stock ledger, newest first")
                        .permission(InventoryPermission.STOCK_READ)
                        .query("itemId", UUID.class, "only this item")
                        .query("sourceId", UUID.class, "only moves of this document")
                        .answersPage(MoveView.class)
                        .read(this::listMoves));
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

    private Reply listItems(Tx tx, Call<Void> call) {
        PageRequest page = call.page();
        List<Item> items =
                Inventory.queries(tx)
                        .items(
                                page.before(),
                                call.query("sku", String.class).orElse(null),
                                page.fetch());
        return Reply.ok(page.page(items.stream().map(Item::view).toList(), ItemView::id));
    }

    private Reply createItem(Tx tx, Call<NewItem> call) {
        ItemView item = inventory.addItem(tx, call.body());
        return Reply.created(BASE + "items/" + item.id(), item).etag(item.version());
    }

    private Reply getItem(Tx tx, Call<Void> call) {
        ItemView item = tx.require(Item.class, call.id(), InventoryError.ITEM_NOT_FOUND).view();
        return Reply.ok(item).etag(item.version());
    }

    private Reply use(Tx tx, Call<Void> call, boolean active) {
        Item item = tx.require(Item.class, call.id(), InventoryError.ITEM_NOT_FOUND);
        call.expectVersion(item.getVersion());
        if (active ? item.activate() : item.deactivate()) {
            tx.flush();
            tx.record(
                    Inventory.ITEM,
                    item.getId(),
                    item.getVersion(),
                    active ? "activate" : "deactivate",
                    Map.of());
        }
        return Reply.ok(item.view()).etag(item.getVersion());
    }

    private Reply createWarehouse(Tx tx, Call<NewWarehouse> call) {
        WarehouseView warehouse = inventory.addWarehouse(tx, call.body());
        return Reply.created(BASE + "warehouses/" + warehouse.id(), warehouse)
                .etag(warehouse.version());
    }

    private Reply getWarehouse(Tx tx, Call<Void> call) {
        WarehouseView warehouse =
                tx.require(Warehouse.class, call.id(), InventoryError.WAREHOUSE_NOT_FOUND).view();
        return Reply.ok(warehouse).etag(warehouse.version());
    }

    private Reply listReceipts(Tx tx, Call<Void> call) {
        PageRequest page = call.page();
        InventoryQueries queries = Inventory.queries(tx);
        List<UUID> ids = queries.receiptIds(page.before(), page.fetch());
        List<ReceiptView> receipts =
                ids.isEmpty()
                        ? List.of()
                        : queries.receipts(ids).stream().map(Receipt::view).toList();
        return Reply.ok(page.page(receipts, ReceiptView::id));
    }

    private Reply createReceipt(Tx tx, Call<NewReceipt> call) {
        ReceiptView receipt = PeriodRefusal.get(() -> inventory.receive(tx, call.body()));
        return Reply.created(BASE + "receipts/" + receipt.id(), receipt).etag(receipt.version());
    }

    private Reply getReceipt(Tx tx, Call<Void> call) {
        ReceiptView receipt =
                tx.require(Receipt.class, call.id(), InventoryError.RECEIPT_NOT_FOUND).view();
        return Reply.ok(receipt).etag(receipt.version());
    }

    private Reply listAdjustments(Tx tx, Call<Void> call) {
        PageRequest page = call.page();
        InventoryQueries queries = Inventory.queries(tx);
        List<Adjustment> adjustments = queries.adjustments(page.before(), page.fetch());
        Map<UUID, List<Move>> moves = new HashMap<>();
        if (!adjustments.isEmpty()) {
            queries.movesOfAll(adjustments.stream().map(Adjustment::getId).toList())
                    .forEach(
                            move ->
                                    moves.computeIfAbsent(move.source(), _ -> new ArrayList<>())
                                            .add(move));
        }
        List<AdjustmentView> views =
                adjustments.stream()
                        .map(a -> a.view(moves.getOrDefault(a.getId(), List.of())))
                        .toList();
        return Reply.ok(page.page(views, AdjustmentView::id));
    }

    private static Reply adjusted(AdjustmentView adjustment) {
        return Reply.created(BASE + "adjustments/" + adjustment.id(), adjustment)
                .etag(adjustment.version());
    }

    private Reply getAdjustment(Tx tx, Call<Void> call) {
        Adjustment adjustment =
                tx.require(Adjustment.class, call.id(), InventoryError.ADJUSTMENT_NOT_FOUND);
        return Reply.ok(adjustment.view(Inventory.queries(tx).movesOf(call.id()))).etag(0);
    }

    private Reply listStock(Tx tx, Call<Void> call) {
        PageRequest page = call.page();
        return Reply.ok(
                page.page(
                        Inventory.queries(tx)
                                .stock(
                                        page.before(),
                                        call.query("itemId", UUID.class).orElse(null),
                                        call.query("warehouseId", UUID.class).orElse(null),
                                        page.fetch()),
                        StockView::id));
    }

    private Reply listMoves(Tx tx, Call<Void> call) {
        PageRequest page = call.page();
        List<Move> moves =
                Inventory.queries(tx)
                        .moves(
                                page.before(),
                                call.query("itemId", UUID.class).orElse(null),
                                call.query("sourceId", UUID.class).orElse(null),
                                page.fetch());
        return Reply.ok(page.page(moves.stream().map(Move::view).toList(), MoveView::id));
    }
}
