package erp.inventory;

import erp.core.ErpException;
import erp.core.Violations;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.ledger.Ledger;
import erp.finance.ledger.Reversals;
import erp.inventory.common.InventoryError;
import erp.inventory.documents.Adjustment;
import erp.inventory.documents.AdjustmentView;
import erp.inventory.documents.NewAdjustment;
import erp.inventory.documents.StockAdjusted;
import erp.inventory.items.Item;
import erp.inventory.items.ItemId;
import erp.inventory.items.ItemState;
import erp.inventory.items.ItemView;
import erp.inventory.items.Location;
import erp.inventory.items.LocationKind;
import erp.inventory.items.NewItem;
import erp.inventory.items.NewWarehouse;
import erp.inventory.items.Warehouse;
import erp.inventory.items.WarehouseId;
import erp.inventory.items.WarehouseView;
import erp.inventory.layers.ByItem;
import erp.inventory.layers.Layers;
import erp.inventory.layers.LockedLayers;
import erp.inventory.opening.OpeningStockLine;
import erp.inventory.shipments.Delivery;
import erp.inventory.shipments.DeliveryLine;
import erp.inventory.shipments.GoodsIn;
import erp.inventory.shipments.GoodsReceived;
import erp.inventory.shipments.NewReceipt;
import erp.inventory.shipments.Receipt;
import erp.inventory.shipments.ReceiptLine;
import erp.inventory.shipments.ReceiptView;
import erp.inventory.shipments.Shipments;
import erp.inventory.stock.Balance;
import erp.inventory.stock.Balances;
import erp.inventory.stock.Conversion;
import erp.inventory.stock.Conversions;
import erp.inventory.stock.Difference;
import erp.inventory.stock.Move;
import erp.inventory.stock.NewCount;
import erp.inventory.stock.Origin;
import erp.inventory.stock.Reservations;
import erp.inventory.stock.Stock;
import erp.inventory.stock.StockLine;
import erp.inventory.stock.Valuation;
import erp.inventory.transfers.Transfer;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;

/** All that others may ask of inventory. Each method runs inside the caller's transaction. */
public final class Inventory {
    static final String ADJUSTMENT = "inventory.adjustment";
    static final String ITEM = "inventory.item";
    static final String RECEIPT = "inventory.receipt";
    static final String TRANSFER = Stock.TRANSFER;
    static final String WAREHOUSE = "inventory.warehouse";

    private final Stock stock;
    private final Reversals reversals;
    private final Conversions conversions;
    private final Shipments shipments;

    public Inventory(Ledger ledger) {
        this.stock = new Stock(ledger);
        this.reversals = new Reversals(ledger);
        this.conversions = new Conversions(stock);
        this.shipments = new Shipments(stock);
    }

    /** Classes that Hibernate maps. */
    public static List<Class<?>> entities() {
        return List.of(
                Adjustment.class,
                Balance.class,
                Delivery.class,
                DeliveryLine.class,
                Item.class,
                Location.class,
                Move.class,
                OpeningStockLine.class,
                Receipt.class,
                ReceiptLine.class,
                Transfer.class,
                Valuation.class,
                Warehouse.class);
    }

    StockReversals stockReversals() {
        return new StockReversals(reversals, shipments);
    }

    Transfers transfers() {
        return new Transfers(this, stock, reversals, shipments);
    }

    public Shipments shipments() {
        return shipments;
    }

    /**
     * Refuses items that are not the company's or out of use, with one query for all.
     *
     * @param pointer of the item at an index, {@code /lines/0/itemId}
     */
    public void requireItems(Tx tx, List<ItemId> items, IntFunction<String> pointer) {
        requireItems(tx, items, pointer, false);
    }

    /**
     * @param orInactive where goods are only found, lost or counted: an item out of use gets
     *     nothing new, and what is there is there
     */
    private static void requireItems(
            Tx tx, List<ItemId> items, IntFunction<String> pointer, boolean orInactive) {
        List<UUID> ids = items.stream().map(ItemId::value).distinct().toList();
        Map<UUID, ItemState> known = ids.isEmpty() ? Map.of() : ItemState.of(tx, ids);
        Violations unknown = new Violations();
        Violations inactive = new Violations();
        for (int i = 0; i < items.size(); i++) {
            ItemState item = known.get(items.get(i).value());
            if (item == null) {
                unknown.add(pointer.apply(i), "unknown", "names no item");
            } else if (!orInactive && !item.active()) {
                inactive.add(pointer.apply(i), "inactive", "names " + item.sku() + ", out of use");
            }
        }
        unknown.refuse(InventoryError.UNKNOWN_ITEM);
        inactive.refuse(InventoryError.INACTIVE_ITEM);
    }

    /** Refuses a warehouse that is not the company's. */
    public void requireWarehouse(Tx tx, WarehouseId warehouse, String pointer) {
        List<Integer> known =
                Sql.query(
                        tx.session(),
                        "select 1 from inventory_warehouse where id = ? and company_id = ?",
                        List.of(warehouse.value(), tx.companyId()),
                        row -> row.getInt(1));
        if (known.isEmpty()) {
            throw ErpException.field(
                    InventoryError.UNKNOWN_WAREHOUSE, pointer, "unknown", "names no warehouse");
        }
    }

    /**
     * Sets goods aside for the lines of a document, all or none. Throws INSUFFICIENT_STOCK, which
     * names each line that cannot be had and what is available.
     */
    public void reserve(Tx tx, Origin origin, WarehouseId warehouse, List<StockLine> lines) {
        UUID storage = Location.main(warehouse.value());
        tx.flush();
        Reservations.open(tx, origin, storage, lines);
        Balances.reserve(tx, storage, lines);
    }

    /** Gives back what is still set aside for these lines. */
    public void release(Tx tx, WarehouseId warehouse, List<StockLine> lines) {
        UUID storage = Location.main(warehouse.value());
        ByItem byLine = new ByItem();
        lines.forEach(line -> byLine.add(line.line(), line.quantity().value()));
        tx.flush();
        Reservations.use(tx, storage, byLine);
        Balances.release(tx, storage, Balances.byItem(lines));
    }

    /**
     * Sets aside again what lines had set aside and used, and what has come back; in the
     * transaction that brought it.
     */
    public void reserveAgain(Tx tx, WarehouseId warehouse, List<StockLine> lines) {
        UUID storage = Location.main(warehouse.value());
        ByItem byLine = new ByItem();
        lines.forEach(line -> byLine.add(line.line(), line.quantity().value()));
        tx.flush();
        Reservations.reopen(tx, storage, byLine);
        Balances.reserve(tx, storage, lines);
    }

    /**
     * Production takes goods out of their reservations and puts goods in: moves, balances,
     * valuation and the one ledger entry (work in progress against inventory). Everything pending
     * is sent before stock is locked; call it last. Answers what each of those taken cost. Throws
     * STOCK_LIMIT, INSUFFICIENT_STOCK and VALUE_AT_DATE for a day in the past, and what the ledger
     * throws.
     */
    public List<Money> convert(Tx tx, Conversion wanted) {
        return conversions.convert(tx, wanted);
    }

    /** What a piece of these items is worth on average; those that are not in stock are absent. */
    public Map<UUID, UnitPrice> averageCosts(Tx tx, Collection<UUID> items) {
        Map<UUID, UnitPrice> costs = new HashMap<>();
        Layers.averages(tx, items).forEach((item, cost) -> costs.put(item, new UnitPrice(cost)));
        return costs;
    }

    ItemView addItem(Tx tx, NewItem wanted) {
        Item item =
                tx.created(
                        ITEM, new Item(tx.newId(), wanted, tx.now()), Map.of("sku", wanted.sku()));
        tx.flush();
        Layers.open(tx, item.getId());
        return item.view();
    }

    ItemView item(Tx tx, UUID id) {
        return tx.require(Item.class, id, InventoryError.ITEM_NOT_FOUND).view();
    }

    /** Takes an item into use, or out of it. */
    ItemView use(Tx tx, UUID id, boolean active, LongConsumer expect) {
        Item item = tx.require(Item.class, id, InventoryError.ITEM_NOT_FOUND);
        expect.accept(item.getVersion());
        if (active ? item.activate() : item.deactivate()) {
            tx.changed(ITEM, item, active ? "activate" : "deactivate", Map.of());
        }
        return item.view();
    }

    WarehouseView addWarehouse(Tx tx, NewWarehouse wanted) {
        Warehouse warehouse =
                tx.created(
                        WAREHOUSE,
                        new Warehouse(tx.newId(), wanted, tx.now()),
                        Map.of("code", wanted.code()));
        tx.flush();
        tx.add(Location.mainOf(warehouse));
        openVirtualLocations(tx);
        return warehouse.view();
    }

    WarehouseView warehouse(Tx tx, UUID id) {
        return tx.require(Warehouse.class, id, InventoryError.WAREHOUSE_NOT_FOUND).view();
    }

    ReceiptView receive(Tx tx, NewReceipt wanted) {
        WarehouseId warehouse = new WarehouseId(wanted.warehouseId());
        LocalDate date = tx.documentDate(wanted.date(), "/date");
        requireWarehouse(tx, warehouse, "/warehouseId");
        requireItems(
                tx,
                wanted.lines().stream().map(line -> new ItemId(line.itemId())).toList(),
                i -> "/lines/" + i + "/itemId");
        GoodsIn goods = goods(tx.newId(), warehouse, date, wanted.lines());
        Money value = goods.value(tx.company().currency());
        tx.posted("inventory", "receipt", value);
        tx.publish(new GoodsReceived(goods.id(), warehouse.value(), value));
        return shipments.receive(tx, goods);
    }

    private static GoodsIn goods(
            UUID id, WarehouseId warehouse, LocalDate date, List<NewReceipt.Line> lines) {
        return new GoodsIn(
                id,
                RECEIPT,
                null,
                null,
                warehouse,
                date,
                lines.stream()
                        .map(
                                line ->
                                        new GoodsIn.Line(
                                                null,
                                                new ItemId(line.itemId()),
                                                line.quantity(),
                                                line.unitCost()))
                        .toList());
    }

    AdjustmentView adjust(Tx tx, NewAdjustment wanted) {
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < wanted.lines().size(); i++) {
            NewAdjustment.Line line = wanted.lines().get(i);
            differences.add(
                    new Difference(
                            "/lines/" + i,
                            new ItemId(line.itemId()),
                            line.quantity(),
                            line.unitCost()));
        }
        WarehouseId warehouse = new WarehouseId(wanted.warehouseId());
        LocalDate date = tx.documentDate(wanted.date(), "/date");
        check(tx, warehouse, differences.stream().map(Difference::item).toList());
        return adjusted(tx, warehouse, date, wanted.reason(), differences, null);
    }

    AdjustmentView count(Tx tx, NewCount wanted) {
        WarehouseId warehouse = new WarehouseId(wanted.warehouseId());
        List<ItemId> items =
                wanted.lines().stream().map(line -> new ItemId(line.itemId())).toList();
        LocalDate date = tx.documentDate(wanted.date(), "/date");
        check(tx, warehouse, items);
        UUID storage = Location.main(warehouse.value());
        List<UUID> ids = items.stream().map(ItemId::value).sorted(ByItem.KEY_ORDER).toList();
        Map<UUID, Quantity> onHand = Balances.count(tx, storage, ids);
        LockedLayers layers = LockedLayers.lock(tx, date, storage, tx.company().currency(), ids);
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < wanted.lines().size(); i++) {
            NewCount.Line line = wanted.lines().get(i);
            BigDecimal booked =
                    onHand.getOrDefault(line.itemId(), Quantity.ZERO)
                            .value()
                            .subtract(layers.later().here(line.itemId()));
            Difference.counted("/lines/" + i, line, booked, layers.of(line.itemId()))
                    .ifPresent(differences::add);
        }
        return adjusted(tx, warehouse, date, wanted.reason(), differences, layers);
    }

    static InventoryQueries queries(Tx tx) {
        return new InventoryQueries_(tx.session());
    }

    private AdjustmentView adjusted(
            Tx tx,
            WarehouseId warehouse,
            LocalDate date,
            String reason,
            List<Difference> differences,
            @Nullable LockedLayers counted) {
        UUID id = tx.newId();
        Money value =
                stock.adjust(
                        tx,
                        new Origin(ADJUSTMENT, id),
                        date,
                        Location.main(warehouse.value()),
                        tx.company().currency(),
                        differences,
                        counted);
        Adjustment adjustment =
                tx.add(new Adjustment(tx, id, warehouse.value(), date, reason.strip(), value));
        tx.posted(
                ADJUSTMENT,
                adjustment,
                "adjust",
                Map.of("value", value, "reason", reason.strip()),
                new StockAdjusted(id, warehouse.value(), value));
        return adjustment.view(queries(tx).movesOf(id), null);
    }

    private void check(Tx tx, WarehouseId warehouse, List<ItemId> items) {
        requireWarehouse(tx, warehouse, "/warehouseId");
        requireOnce(tx, items);
    }

    /** Refuses an item that two lines name, or that is none of the company's. */
    static void requireOnce(Tx tx, List<ItemId> items) {
        Set<ItemId> seen = new HashSet<>();
        Violations twice = new Violations();
        for (int i = 0; i < items.size(); i++) {
            twice.addIf(
                    !seen.add(items.get(i)),
                    "/lines/" + i + "/itemId",
                    "duplicate",
                    "names an item twice");
        }
        twice.refuse(InventoryError.INVALID_LINES);
        requireItems(tx, items, i -> "/lines/" + i + "/itemId", true);
    }

    private static void openVirtualLocations(Tx tx) {
        if (queries(tx).virtualLocations() == 0) {
            for (LocationKind kind : LocationKind.values()) {
                if (kind.isVirtual()) {
                    tx.add(Location.virtual(tx.companyId(), kind));
                }
            }
        }
    }
}
