package erp.purchasing.requisitions;

import erp.core.ErpException;
import erp.core.Violations;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.inventory.Inventory;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.planning.PurchaseProposed;
import erp.inventory.planning.PurchaseWithdrawn;
import erp.inventory.stock.Origin;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.common.Reason;
import erp.purchasing.orders.NewPurchaseOrder;
import erp.purchasing.orders.PurchaseOrders;
import erp.purchasing.suppliers.SupplierItem;
import erp.purchasing.suppliers.SupplierItems;
import erp.purchasing.suppliers.Suppliers;

import jakarta.persistence.LockModeType;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** What is needed, decided on, and made into orders. */
public final class Requisitions {
    private final Inventory inventory;
    private final Suppliers suppliers;
    private final SupplierItems supplierItems;
    private final PurchaseOrders orders;

    public Requisitions(
            Inventory inventory,
            Suppliers suppliers,
            SupplierItems supplierItems,
            PurchaseOrders orders) {
        this.inventory = inventory;
        this.suppliers = suppliers;
        this.supplierItems = supplierItems;
        this.orders = orders;
    }

    /** Throws UNKNOWN_SUPPLIER, INVALID_LINES and inventory's for its warehouse and items. */
    RequisitionView draft(Tx tx, NewRequisition wanted) {
        check(tx, wanted);
        Requisition made =
                tx.created(
                        Requisition.TYPE,
                        new Requisition(tx, wanted, null),
                        Map.of("lines", wanted.lines().size()));
        return made.view(List.of());
    }

    /** Drafts one and lays it before those who decide. */
    public RequisitionView submitted(Tx tx, NewRequisition wanted) {
        check(tx, wanted);
        Requisition made =
                tx.created(
                        Requisition.TYPE,
                        new Requisition(tx, wanted, null),
                        Map.of("lines", wanted.lines().size()));
        submit(tx, made);
        return made.view(List.of());
    }

    RequisitionView change(Tx tx, UUID id, NewRequisition wanted, LongConsumer expect) {
        Requisition requisition = lock(tx, id, expect);
        check(tx, wanted);
        requisition.change(tx, wanted);
        tx.changed(Requisition.TYPE, requisition, "change", Map.of("lines", wanted.lines().size()));
        return requisition.view(List.of());
    }

    RequisitionView submit(Tx tx, UUID id, LongConsumer expect) {
        Requisition requisition = lock(tx, id, expect);
        submit(tx, requisition);
        return requisition.view(List.of());
    }

    RequisitionView withdraw(Tx tx, UUID id, LongConsumer expect) {
        Requisition requisition = lock(tx, id, expect);
        requisition.withdraw();
        tx.changed(Requisition.TYPE, requisition, "withdraw", Map.of());
        return requisition.view(List.of());
    }

    RequisitionView approve(Tx tx, UUID id, LongConsumer expect) {
        Requisition requisition = lock(tx, id, expect);
        requisition.decide(tx.actor().id(), RequisitionState.APPROVED);
        tx.changed(Requisition.TYPE, requisition, "approve", Map.of(), new RequisitionApproved(id));
        return requisition.view(List.of());
    }

    RequisitionView reject(Tx tx, UUID id, Reason why, LongConsumer expect) {
        Requisition requisition = lock(tx, id, expect);
        requisition.decide(tx.actor().id(), RequisitionState.REJECTED);
        tx.changed(Requisition.TYPE, requisition, "reject", Map.of("reason", why.reason()));
        return requisition.view(List.of());
    }

    /**
     * Makes drafts of orders of it, one for each supplier. Throws REQUISITION_STATE,
     * UNKNOWN_SUPPLIER, INACTIVE_SUPPLIER, INVALID_LINES.
     */
    RequisitionView convert(Tx tx, UUID id, @Nullable Conversion how, LongConsumer expect) {
        Requisition requisition = lock(tx, id, expect);
        requisition.requireApproved();
        UUID supplier = how == null ? null : how.supplierId();
        if (supplier != null) {
            suppliers.active(tx, supplier, "/supplierId");
        }
        Map<UUID, List<NewPurchaseOrder.Line>> bySupplier = lines(tx, requisition, supplier);
        bySupplier.forEach(
                (of, lines) ->
                        orders.draft(
                                tx,
                                new NewPurchaseOrder(of, requisition.warehouseId(), null, lines),
                                new Origin(Requisition.TYPE, id)));
        requisition.convert();
        tx.changed(Requisition.TYPE, requisition, "convert", Map.of("orders", bySupplier.size()));
        return view(tx, id);
    }

    RequisitionView view(Tx tx, UUID id) {
        Requisition requisition =
                found(
                        new RequisitionQueries_(tx.session())
                                .requisition(id)
                                .getSingleResultOrNull(),
                        id);
        return requisition.view(
                new RequisitionQueries_(tx.session()).ordersOf(Requisition.TYPE, id));
    }

    /** Planning wants something bought: it is submitted as it comes, and somebody decides. */
    public void propose(Tx tx, PurchaseProposed proposed) {
        LocalDate today = tx.today();
        LocalDate needed = proposed.neededBy().isBefore(today) ? today : proposed.neededBy();
        NewRequisition wanted =
                new NewRequisition(
                        proposed.warehouse().value(),
                        null,
                        List.of(
                                new NewRequisition.Line(
                                        proposed.item().value(),
                                        proposed.quantity(),
                                        needed,
                                        null,
                                        null)));
        check(tx, wanted);
        Requisition made =
                tx.created(
                        Requisition.TYPE,
                        new Requisition(tx, wanted, proposed.origin()),
                        Map.of(proposed.origin().kind(), proposed.origin().id()));
        submit(tx, made);
    }

    /** What was proposed is not wanted: what is not ordered yet never is. */
    public void giveUp(Tx tx, PurchaseWithdrawn withdrawn) {
        Origin origin = withdrawn.origin();
        Requisition requisition =
                new RequisitionQueries_(tx.session())
                        .asked(origin.type(), origin.id())
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull();
        if (requisition != null && requisition.giveUp()) {
            tx.changed(Requisition.TYPE, requisition, "reject", Map.of(origin.kind(), origin.id()));
        }
    }

    /**
     * The approved requisition that a request names. Throws UNKNOWN_REQUISITION, REQUISITION_STATE.
     */
    public Requisition named(Tx tx, UUID id) {
        Requisition requisition =
                new RequisitionQueries_(tx.session()).requisition(id).getSingleResultOrNull();
        if (requisition == null) {
            throw ErpException.field(
                    PurchasingError.UNKNOWN_REQUISITION,
                    "/requisitionId",
                    "unknown",
                    "names no requisition");
        }
        requisition.requireApproved();
        return requisition;
    }

    /** Locked until commit. Throws REQUISITION_NOT_FOUND. */
    public Requisition lock(Tx tx, UUID id, LongConsumer expect) {
        Requisition requisition =
                found(
                        new RequisitionQueries_(tx.session())
                                .requisition(id)
                                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                                .getSingleResultOrNull(),
                        id);
        expect.accept(requisition.getVersion());
        return requisition;
    }

    private static void submit(Tx tx, Requisition requisition) {
        requisition.submit(tx.actor().id());
        tx.changed(
                Requisition.TYPE,
                requisition,
                "submit",
                Map.of(),
                new RequisitionSubmitted(requisition.getId()));
    }

    private Map<UUID, List<NewPurchaseOrder.Line>> lines(
            Tx tx, Requisition requisition, @Nullable UUID supplier) {
        Map<UUID, List<NewPurchaseOrder.Line>> bySupplier = new LinkedHashMap<>();
        Violations wrong = new Violations();
        for (int i = 0; i < requisition.lines().size(); i++) {
            RequisitionLine line = requisition.lines().get(i);
            UUID of = supplier == null ? line.supplierId() : supplier;
            if (of == null) {
                of = Sources.cheapest(tx, line.itemId(), line.quantity()).orElse(null);
            }
            if (of == null) {
                wrong.add(
                        "/lines/" + i + "/supplierId",
                        "supplier",
                        "is needed: nobody sells the item");
                continue;
            }
            SupplierItem sold = supplierItems.of(tx, of, List.of(line.itemId())).get(line.itemId());
            Quantity quantity = sold == null ? line.quantity() : sold.atLeast(line.quantity());
            UnitPrice price = sold == null ? null : sold.price(quantity).orElse(null);
            if (price == null) {
                price = line.estimatedPrice();
            }
            wrong.addIf(
                    price == null,
                    "/lines/" + i + "/estimatedPrice",
                    "required",
                    "is needed: the supplier has no price for it");
            LocalDate due = line.neededBy().isBefore(tx.today()) ? tx.today() : line.neededBy();
            bySupplier
                    .computeIfAbsent(of, _ -> new ArrayList<>())
                    .add(new NewPurchaseOrder.Line(line.itemId(), quantity, price, null, due));
        }
        wrong.refuse(PurchasingError.INVALID_LINES);
        return bySupplier;
    }

    private void check(Tx tx, NewRequisition wanted) {
        inventory.requireWarehouse(tx, new WarehouseId(wanted.warehouseId()), "/warehouseId");
        inventory.requireItems(
                tx,
                wanted.lines().stream().map(line -> new ItemId(line.itemId())).toList(),
                i -> "/lines/" + i + "/itemId");
        Violations wrong = new Violations();
        for (int i = 0; i < wanted.lines().size(); i++) {
            NewRequisition.Line line = wanted.lines().get(i);
            UUID supplier = line.supplierId();
            if (supplier != null) {
                suppliers.named(tx, supplier, "/lines/" + i + "/supplierId");
            }
            wrong.addIf(
                    line.neededBy().isBefore(tx.today()),
                    "/lines/" + i + "/neededBy",
                    "past",
                    "must not be before today");
        }
        wrong.refuse(PurchasingError.INVALID_LINES);
    }

    private static Requisition found(@Nullable Requisition requisition, UUID id) {
        if (requisition == null) {
            throw new ErpException(
                    PurchasingError.REQUISITION_NOT_FOUND, "there is no requisition %s", id);
        }
        return requisition;
    }
}
