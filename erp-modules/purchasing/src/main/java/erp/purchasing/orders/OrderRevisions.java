package erp.purchasing.orders;

import static java.util.Objects.requireNonNullElse;

import erp.core.ErpException;
import erp.core.Violations;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.common.Reason;
import erp.purchasing.policy.Policies;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        List<PurchaseOrderLine> before = order.lines();
        List<Priced> lines =
                drafts.lines(
                        tx,
                        order.supplierId(),
                        dated(before, wanted.lines()),
                        before.stream().map(PurchaseOrderLine::dueDate).toList());
        check(tx, order, lines);
        Money total = order.totalOf(lines);
        int needed = order.isApproved(total) ? 0 : policies.rules(tx).approvals(total);
        int revision = count(tx, id) + 1;
        OrderRevision made = new OrderRevision(tx, order, wanted.reason(), lines, revision, needed);
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

    /**
     * Throws NO_REVISION, OWN_DOCUMENT, INVALID_LINES where more has come since than it leaves, or
     * it would not come to what is approved.
     */
    OrderRevisionView approve(Tx tx, UUID id, LongConsumer expect) {
        PurchaseOrder order = orders.lock(tx, id, expect);
        OrderRevision revision = waiting(tx, order);
        revision.approve(tx.actor().id());
        tx.add(new OrderApproval(tx, id, revision.round()));
        if (revision.isApproved()) {
            order.requireReceivable();
            List<Priced> lines = approved(tx, order, revision);
            check(tx, order, lines);
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

    /** Of what has begun the date stays where none is named. */
    private static List<NewPurchaseOrder.Line> dated(
            List<PurchaseOrderLine> lines, List<NewPurchaseOrder.Line> wanted) {
        List<NewPurchaseOrder.Line> dated = new ArrayList<>(wanted);
        for (int i = 0; i < Math.min(lines.size(), wanted.size()); i++) {
            NewPurchaseOrder.Line to = wanted.get(i);
            if (to.dueDate() == null && lines.get(i).isBegun()) {
                dated.set(
                        i,
                        new NewPurchaseOrder.Line(
                                to.itemId(),
                                to.quantity(),
                                to.unitPrice(),
                                to.taxCode(),
                                lines.get(i).dueDate()));
            }
        }
        return dated;
    }

    /** The lines as they were kept; tax rates may have changed since, and then it is refused. */
    private List<Priced> approved(Tx tx, PurchaseOrder order, OrderRevision revision) {
        List<NewPurchaseOrder.Line> kept = revision.lines();
        List<LocalDate> agreed =
                kept.stream().map(it -> requireNonNullElse(it.dueDate(), tx.today())).toList();
        List<Priced> lines = drafts.lines(tx, order.supplierId(), kept, agreed);
        Money total = order.totalOf(lines);
        PurchasingError.INVALID_LINES.refuseIf(
                !total.equals(revision.total()),
                "/lines",
                "changed",
                "come to %s now, not to %s: reject the revision and revise anew"
                        .formatted(total, revision.total()));
        return lines;
    }

    /** What came or was billed stays. */
    private static void check(Tx tx, PurchaseOrder order, List<Priced> wanted) {
        Violations wrong = new Violations();
        List<PurchaseOrderLine> lines = order.lines();
        Set<UUID> billed = billed(tx, order);
        for (int i = 0; i < lines.size(); i++) {
            PurchaseOrderLine line = lines.get(i);
            if (!line.isBegun() && !billed.contains(line.getId())) {
                continue;
            }
            if (i >= wanted.size()) {
                wrong.add("/lines", "begun", "must have line " + i + ": it has come or was billed");
                continue;
            }
            Priced to = wanted.get(i);
            String at = "/lines/" + i;
            wrong.addIf(
                    !to.item().equals(line.itemId()),
                    at + "/itemId",
                    "begun",
                    "stays: some of it has come or was billed");
            if (!line.isBegun()) {
                continue; // an invoice that waits may be right: its price and tax can be agreed to
            }
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

    /** Lines that any invoice names, posted or not; none is entered while the order is locked. */
    private static Set<UUID> billed(Tx tx, PurchaseOrder order) {
        List<Object> parameters = new ArrayList<>();
        order.lines().forEach(line -> parameters.add(line.getId()));
        int lines = parameters.size();
        parameters.add(tx.companyId());
        return Set.copyOf(
                Sql.query(
                        tx.session(),
                        """
                        select distinct order_line_id from purchasing_invoice_line
                        where order_line_id in (%s) and company_id = ?\
                        """
                                .formatted(Sql.marks(lines)),
                        parameters,
                        row -> Sql.uuid(row.getBytes(1))));
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
