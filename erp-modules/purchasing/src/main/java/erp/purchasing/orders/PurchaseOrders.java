package erp.purchasing.orders;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.finance.tax.Taxes;
import erp.inventory.Inventory;
import erp.inventory.layers.ByItem;
import erp.inventory.stock.Origin;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.common.Reason;
import erp.purchasing.policy.Policies;
import erp.purchasing.suppliers.Supplier;
import erp.purchasing.suppliers.SupplierItems;
import erp.purchasing.suppliers.Suppliers;

import jakarta.persistence.LockModeType;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Purchase orders: what is done with them before anything comes of them, and their end. */
public final class PurchaseOrders {
    private final OrderDrafts drafts;
    private final Policies policies;

    public PurchaseOrders(
            Inventory inventory,
            Taxes taxes,
            Suppliers suppliers,
            SupplierItems supplierItems,
            Policies policies) {
        this.drafts = new OrderDrafts(inventory, taxes, suppliers, supplierItems);
        this.policies = policies;
    }

    OrderRevisions revisions() {
        return new OrderRevisions(this, drafts, policies);
    }

    /**
     * Drafts an order. Throws UNKNOWN_SUPPLIER, INACTIVE_SUPPLIER, CURRENCY, UNKNOWN_TAX_CODE,
     * INVALID_LINES and inventory's for its warehouse and items.
     *
     * @param origin what it is made of; null for nothing
     */
    public PurchaseOrderView draft(Tx tx, NewPurchaseOrder wanted, @Nullable Origin origin) {
        PurchaseOrder order = new PurchaseOrder(tx, origin, agreed(tx, wanted));
        tx.created(PurchaseOrder.TYPE, order, order.summary());
        return order.view();
    }

    /** Replaces what a draft says; its number, date and history stay. */
    PurchaseOrderView change(Tx tx, UUID id, NewPurchaseOrder wanted, LongConsumer expect) {
        PurchaseOrder order = lock(tx, id, expect);
        order.requireDraft();
        order.change(tx, agreed(tx, wanted));
        tx.changed(PurchaseOrder.TYPE, order, "change", order.summary());
        return order.view();
    }

    PurchaseOrderView submit(Tx tx, UUID id, LongConsumer expect) {
        PurchaseOrder order = lock(tx, id, expect);
        order.submit(tx, policies.rules(tx).approvals(order.total()));
        tx.changed(
                PurchaseOrder.TYPE,
                order,
                "submit",
                order.summary(),
                new PurchaseOrderSubmitted(id, order.supplierId()));
        tellIfApproved(tx, order);
        return order.view();
    }

    /** Throws ORDER_STATE, OWN_DOCUMENT; the database refuses who approves a second time. */
    PurchaseOrderView approve(Tx tx, UUID id, LongConsumer expect) {
        PurchaseOrder order = lock(tx, id, expect);
        order.approve(tx.actor().id());
        tx.add(new OrderApproval(tx, id, order.round()));
        tx.changed(PurchaseOrder.TYPE, order, "approve", Map.of("total", order.total()));
        tellIfApproved(tx, order);
        return order.view();
    }

    PurchaseOrderView reject(Tx tx, UUID id, Reason why, LongConsumer expect) {
        PurchaseOrder order = lock(tx, id, expect);
        order.reject(tx.actor().id());
        tx.changed(PurchaseOrder.TYPE, order, "reject", Map.of("reason", why.reason()));
        return order.view();
    }

    PurchaseOrderView confirm(Tx tx, UUID id, @Nullable Confirmation said, LongConsumer expect) {
        PurchaseOrder order = lock(tx, id, expect);
        order.confirm(tx.now(), said == null ? null : said.supplierReference());
        tx.posted(
                PurchaseOrder.TYPE,
                order,
                "confirm",
                Map.of("total", order.total()),
                new PurchaseOrderConfirmed(id, order.supplierId()));
        return order.view();
    }

    PurchaseOrderView cancel(Tx tx, UUID id, Reason why, LongConsumer expect) {
        PurchaseOrder order = lock(tx, id, expect);
        order.cancel();
        tx.changed(
                PurchaseOrder.TYPE,
                order,
                "cancel",
                Map.of("reason", why.reason()),
                new PurchaseOrderCancelled(id, order.supplierId()));
        return order.view();
    }

    PurchaseOrderView closeShort(Tx tx, UUID id, Reason why, LongConsumer expect) {
        PurchaseOrder order = lock(tx, id, expect);
        order.closeShort(tx.now(), why.reason());
        tx.changed(
                PurchaseOrder.TYPE,
                order,
                "close",
                Map.of("reason", why.reason()),
                new PurchaseOrderClosedShort(id, order.supplierId()));
        return order.view();
    }

    PurchaseOrderView view(Tx tx, UUID id) {
        return found(new OrderQueries_(tx.session()).order(id).getSingleResultOrNull(), id).view();
    }

    /**
     * The order with its lines, locked until commit. Throws ORDER_NOT_FOUND.
     *
     * @param expect is told the version under lock and refuses a stale one
     */
    public PurchaseOrder lock(Tx tx, UUID id, LongConsumer expect) {
        PurchaseOrder order =
                found(
                        new OrderQueries_(tx.session())
                                .order(id)
                                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                                .getSingleResultOrNull(),
                        id);
        expect.accept(order.getVersion());
        return order;
    }

    /** All of these, locked in the order of their ids; by id. */
    public Map<UUID, PurchaseOrder> lockAll(Tx tx, Collection<UUID> ids) {
        Map<UUID, PurchaseOrder> orders = new LinkedHashMap<>();
        for (UUID id : ids.stream().distinct().sorted(ByItem.KEY_ORDER).toList()) {
            orders.put(id, lock(tx, id, _ -> {}));
        }
        return orders;
    }

    private Agreed agreed(Tx tx, NewPurchaseOrder wanted) {
        Supplier supplier = drafts.supplier(tx, wanted);
        return new Agreed(
                supplier.getId(),
                wanted.warehouseId(),
                supplier.terms(),
                policies.rules(tx).overReceiptPercent(),
                drafts.lines(tx, supplier.getId(), wanted.lines()));
    }

    private static void tellIfApproved(Tx tx, PurchaseOrder order) {
        if (order.state() == OrderState.APPROVED) {
            tx.publish(new PurchaseOrderApproved(order.getId(), order.supplierId()));
        }
    }

    private static PurchaseOrder found(@Nullable PurchaseOrder order, UUID id) {
        if (order == null) {
            throw new ErpException(PurchasingError.ORDER_NOT_FOUND, "there is no order %s", id);
        }
        return order;
    }
}
