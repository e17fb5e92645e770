package erp.purchasing.orders;

import erp.core.ErpException;
import erp.core.Violations;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.common.Reason;
import erp.purchasing.policy.Policies;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Changes confirmed orders. What does not make an order dearer than was approved is applied at
 * once, the rest when as many have approved as its new total asks for. What was is kept.
 */
public final class OrderRevisions {
    private final PurchaseOrders orders;
    private final OrderDrafts drafts;
    private final Policies policies;

    OrderRevisions(PurchaseOrders orders, OrderDrafts drafts, Policies policies) {
        this.orders = orders;
        this.drafts = drafts;
        this.policies = policies;
    }

    /** Throws ORDER_NOT_FOUND, ORDER_STATE, REVISION_PENDING, INVALID_LINES. */
    OrderRevisionView revise(Tx tx, UUID id, NewRevision wanted, LongConsumer expect) {
        PurchaseOrder order = orders.lock(tx, id, expect);
        order.requireReceivable();
        order.requireNoCallOff();
        if (!pending(tx, id).isEmpty()) {
            throw new ErpException(
                    PurchasingError.REVISION_PENDING,
                    "order %s has a revision that waits to be approved",
                    order.number());
        }
        List<Priced> lines = drafts.lines(tx, order.supplierId(), wanted.lines());
        check(order, lines);
        Money total = order.totalOf(lines);
        int needed = order.isApproved(total) ? 0 : policies.rules(tx).approvals(total);
        int revision = count(tx, id) + 1;
        OrderRevision made = new OrderRevision(tx, order, wanted, revision, total, needed);
        if (made.isApproved()) {
            apply(order, made, lines);
        }
        tx.add(made);
        tx.changed(
                PurchaseOrder.TYPE,
                order,
                "revise",
                Map.of("revision", revision, "total", total, "reason", wanted.reason()),
                new PurchaseOrderRevised(id, order.supplierId(), revision));
        return made.view();
    }

    /** Throws NO_REVISION, OWN_DOCUMENT, INVALID_LINES where more has come since than it leaves. */
    OrderRevisionView approve(Tx tx, UUID id, LongConsumer expect) {
        PurchaseOrder order = orders.lock(tx, id, expect);
        OrderRevision revision = waiting(tx, order);
        revision.approve(tx.actor().id());
        tx.add(new OrderApproval(tx, id, revision.round()));
        if (revision.isApproved()) {
            order.requireReceivable();
            List<Priced> lines = drafts.lines(tx, order.supplierId(), revision.lines());
            check(order, lines);
            apply(order, revision, lines);
        }
        tx.changed(
                PurchaseOrder.TYPE,
                order,
                "approve-revision",
                Map.of("revision", revision.revision(), "total", revision.total()));
        return revision.view();
    }

    /** Throws NO_REVISION, OWN_DOCUMENT. */
    OrderRevisionView reject(Tx tx, UUID id, Reason why, LongConsumer expect) {
        PurchaseOrder order = orders.lock(tx, id, expect);
        OrderRevision revision = waiting(tx, order);
        revision.reject(tx.actor().id());
        tx.changed(
                PurchaseOrder.TYPE,
                order,
                "reject-revision",
                Map.of("revision", revision.revision(), "reason", why.reason()));
        return revision.view();
    }

    private static void apply(PurchaseOrder order, OrderRevision revision, List<Priced> lines) {
        order.revise(lines);
        revision.applied();
    }

    /** What came or was billed stays. */
    private static void check(PurchaseOrder order, List<Priced> wanted) {
        Violations wrong = new Violations();
        List<PurchaseOrderLine> lines = order.lines();
        for (int i = 0; i < lines.size(); i++) {
            PurchaseOrderLine line = lines.get(i);
            if (!line.isBegun()) {
                continue;
            }
            if (i >= wanted.size()) {
                wrong.add("/lines", "begun", "must have line " + i + ", of which some has come");
                continue;
            }
            Priced to = wanted.get(i);
            String at = "/lines/" + i;
            wrong.addIf(
                    !to.item().equals(line.itemId()),
                    at + "/itemId",
                    "begun",
                    "stays: some of it has come or was billed");
            wrong.addIf(
                    !to.unitPrice().equals(line.unitPrice()),
                    at + "/unitPrice",
                    "begun",
                    "stays " + line.unitPrice() + ": add a line for another price");
            wrong.addIf(
                    !to.taxCode().code().equals(line.taxCode()),
                    at + "/taxCode",
                    "begun",
                    "stays " + line.taxCode());
            Quantity least = line.kept().exceeds(line.billed()) ? line.kept() : line.billed();
            wrong.addIf(
                    least.exceeds(to.quantity()),
                    at + "/quantity",
                    "begun",
                    "must be at least " + least + ", what has come or was billed");
        }
        wrong.refuse(PurchasingError.INVALID_LINES);
    }

    private static OrderRevision waiting(Tx tx, PurchaseOrder order) {
        List<OrderRevision> pending = pending(tx, order.getId());
        if (pending.isEmpty()) {
            throw new ErpException(
                    PurchasingError.NO_REVISION,
                    "order %s has no revision that waits to be approved",
                    order.number());
        }
        return pending.getFirst();
    }

    private static List<OrderRevision> pending(Tx tx, UUID order) {
        return new OrderQueries_(tx.session()).revisions(order, RevisionState.PENDING);
    }

    private static int count(Tx tx, UUID order) {
        return (int) new OrderQueries_(tx.session()).revisionCount(order);
    }
}
