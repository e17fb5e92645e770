package erp.production.orders;

import erp.core.Event;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.inventory.Inventory;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.planning.PurchaseProposed;
import erp.inventory.planning.PurchaseWithdrawn;
import erp.inventory.planning.StockPositions;
import erp.inventory.stock.Origin;
import erp.inventory.stock.StockLine;
import erp.production.centres.WorkCentres;
import erp.production.common.ProductionError;
import erp.production.costs.CostRollUp;
import erp.production.events.WorkOrderCancelled;
import erp.production.events.WorkOrderCompleted;
import erp.production.events.WorkOrderReleased;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The life of work orders but for what is posted to them. */
public final class WorkOrders {
    private final Inventory inventory;
    private final Makeups makeups;

    /** Classes that Hibernate maps. */
    public static List<Class<?>> entities() {
        return List.of(
                Component.class,
                OrderOperation.class,
                Output.class,
                Posting.class,
                PostingLine.class,
                WorkOrder.class);
    }

    public WorkOrders(Inventory inventory) {
        this.inventory = inventory;
        this.makeups = new Makeups(inventory);
    }

    /**
     * Plans one. Throws NO_BILL, UNKNOWN_BILL, UNKNOWN_ROUTING, INVALID_LINES, BILL_TOO_LARGE and
     * inventory's for items and warehouse.
     */
    WorkOrderView plan(Tx tx, NewWorkOrder wanted) {
        return added(tx, wanted, null).view();
    }

    /**
     * Makes a firm one of what planning proposed. Throws as {@link #plan}.
     *
     * @return its id
     */
    public UUID firmed(Tx tx, NewWorkOrder wanted, UUID plannedOrder) {
        WorkOrder order = added(tx, wanted, plannedOrder);
        order.firm();
        tx.changed(WorkOrder.TYPE, order, "firm", Map.of());
        return order.getId();
    }

    private WorkOrder added(Tx tx, NewWorkOrder wanted, @Nullable UUID plannedOrder) {
        Makeup makeup = makeups.of(tx, wanted);
        return tx.created(
                WorkOrder.TYPE,
                new WorkOrder(
                        tx.newId(),
                        wanted,
                        makeup,
                        plannedOrder,
                        tx.company().currency(),
                        tx.today(),
                        tx.now()),
                Map.of("item", wanted.itemId(), "quantity", wanted.quantity()));
    }

    WorkOrderView change(Tx tx, UUID id, NewWorkOrder wanted, LongConsumer expect) {
        WorkOrder order = lock(tx, id, expect);
        order.requirePlanned();
        order.change(wanted, makeups.of(tx, wanted));
        tx.changed(
                WorkOrder.TYPE,
                order,
                "change",
                Map.of("item", wanted.itemId(), "quantity", wanted.quantity()));
        return order.view();
    }

    WorkOrderView firm(Tx tx, UUID id, LongConsumer expect) {
        WorkOrder order = lock(tx, id, expect);
        order.firm();
        tx.changed(WorkOrder.TYPE, order, "firm", Map.of());
        return order.view();
    }

    /**
     * Fixes what it is planned to cost, asks for what suppliers are to do and sets its components
     * aside, all or none. Throws ORDER_NOT_FOUND, ORDER_STATE, COST_LIMIT, and inventory's
     * INACTIVE_ITEM and INSUFFICIENT_STOCK.
     */
    WorkOrderView release(Tx tx, UUID id, LongConsumer expect) {
        WorkOrder order = lock(tx, id, expect);
        order.release(unitCosts(tx, order), hourCosts(tx, order), tx.now());
        tx.posted(
                WorkOrder.TYPE,
                order,
                "release",
                Map.of("plannedCost", order.plannedCost()),
                new WorkOrderReleased(id, order.view().itemId()));
        propose(tx, order);
        WarehouseId warehouse = new WarehouseId(order.warehouseId());
        List<StockLine> own =
                lines(
                        order.components().stream().filter(it -> !it.isBought()).toList(),
                        Component::planned);
        if (!own.isEmpty()) {
            inventory.reserve(tx, origin(id), warehouse, own);
        }
        return order.view();
    }

    /** Asks purchasing for what suppliers are to do, in the name of the operation. */
    private void propose(Tx tx, WorkOrder order) {
        List<Component> bought = order.components().stream().filter(Component::isBought).toList();
        inventory.requireItems(
                tx,
                bought.stream().map(it -> new ItemId(it.itemId())).toList(),
                i -> "/components/" + bought.get(i).index() + "/itemId");
        for (Component component : bought) {
            UUID operation = Objects.requireNonNull(component.operation());
            tx.publish(
                    new PurchaseProposed(
                            new Origin(OrderOperation.TYPE, operation),
                            new ItemId(component.itemId()),
                            new WarehouseId(order.warehouseId()),
                            component.planned(),
                            order.view().dueDate()));
        }
    }

    /** Says that what suppliers were to do is not wanted, where nobody has ordered it yet. */
    private static void withdraw(Tx tx, WorkOrder order) {
        for (Component component : order.components()) {
            UUID operation = component.operation();
            if (operation != null) {
                tx.publish(new PurchaseWithdrawn(new Origin(OrderOperation.TYPE, operation)));
            }
        }
    }

    /** Says that nothing more is made; what is set aside becomes free. Throws ORDER_STATE. */
    WorkOrderView complete(Tx tx, UUID id, LongConsumer expect) {
        WorkOrder order = lock(tx, id, expect);
        WarehouseId warehouse = new WarehouseId(order.warehouseId());
        List<StockLine> given = lines(order.complete(), Component::giveUp);
        left(tx, order, "complete", new WorkOrderCompleted(id, order.view().itemId()));
        withdraw(tx, order);
        free(tx, warehouse, given);
        return order.view();
    }

    /** Goes on with one that was completed; its components are no longer set aside. */
    WorkOrderView reopen(Tx tx, UUID id, LongConsumer expect) {
        WorkOrder order = lock(tx, id, expect);
        order.reopen();
        tx.changed(WorkOrder.TYPE, order, "reopen", Map.of());
        return order.view();
    }

    /** Gives it up; nothing of it may be posted. Throws ORDER_STATE. */
    WorkOrderView cancel(Tx tx, UUID id, LongConsumer expect) {
        WorkOrder order = lock(tx, id, expect);
        WarehouseId warehouse = new WarehouseId(order.warehouseId());
        boolean asked = order.view().state().isPostable();
        List<StockLine> given = lines(order.cancel(), Component::giveUp);
        left(tx, order, "cancel", new WorkOrderCancelled(id, order.view().itemId()));
        if (asked) {
            withdraw(tx, order);
        }
        free(tx, warehouse, given);
        return order.view();
    }

    /** What of its components can be had now. */
    AvailabilityView availability(Tx tx, UUID id) {
        WorkOrder order = tx.require(WorkOrder.class, id, ProductionError.ORDER_NOT_FOUND);
        Map<UUID, Quantity> available =
                StockPositions.available(
                        tx,
                        new WarehouseId(order.warehouseId()),
                        order.components().stream().map(Component::itemId).toList());
        return AvailabilityView.of(order, available);
    }

    WorkOrderView order(Tx tx, UUID id) {
        return tx.require(WorkOrder.class, id, ProductionError.ORDER_NOT_FOUND).view();
    }

    static Origin origin(UUID order) {
        return new Origin(WorkOrder.TYPE, order);
    }

    static WorkOrder lock(Tx tx, UUID id, LongConsumer expect) {
        WorkOrder order = tx.lock(WorkOrder.class, id, ProductionError.ORDER_NOT_FOUND);
        expect.accept(order.getVersion());
        return order;
    }

    private Map<UUID, BigDecimal> unitCosts(Tx tx, WorkOrder order) {
        List<UUID> items =
                Stream.concat(
                                order.components().stream().map(Component::itemId),
                                order.kind() == OrderKind.DISASSEMBLE
                                        ? order.outputs().stream().map(Output::itemId)
                                        : Stream.<UUID>empty())
                        .distinct()
                        .toList();
        CostRollUp costs = CostRollUp.of(tx, inventory, items, order.startDate());
        Map<UUID, BigDecimal> byItem = new HashMap<>();
        items.forEach(item -> byItem.put(item, costs.part(item).total()));
        return byItem;
    }

    private static Map<UUID, BigDecimal> hourCosts(Tx tx, WorkOrder order) {
        return WorkCentres.of(
                        tx,
                        order.operations().stream()
                                .map(OrderOperation::workCentreId)
                                .collect(Collectors.toSet()))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().rate()));
    }

    private static void left(Tx tx, WorkOrder order, String action, Event event) {
        tx.changed(WorkOrder.TYPE, order, action, Map.of(), event);
    }

    private void free(Tx tx, WarehouseId warehouse, List<StockLine> given) {
        if (!given.isEmpty()) {
            inventory.release(tx, warehouse, given);
        }
    }

    private static List<StockLine> lines(
            List<Component> components, Function<Component, Quantity> quantity) {
        return components.stream()
                .map(
                        it ->
                                new StockLine(
                                        it.getId(),
                                        "/components/" + it.index() + "/planned",
                                        new ItemId(it.itemId()),
                                        quantity.apply(it)))
                .toList();
    }
}
