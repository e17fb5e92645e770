package erp.purchasing.invoices;

import erp.core.ErpException;
import erp.core.Violations;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.finance.Finance;
import erp.finance.ledger.Reversals;
import erp.finance.tax.TaxCode;
import erp.inventory.stock.Origin;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.common.Reason;
import erp.purchasing.matching.Matched;
import erp.purchasing.matching.Matching;
import erp.purchasing.orders.PurchaseOrder;
import erp.purchasing.orders.PurchaseOrderLine;
import erp.purchasing.orders.PurchaseOrders;
import erp.purchasing.policy.Policies;
import erp.purchasing.suppliers.PaymentTerms;
import erp.purchasing.suppliers.Suppliers;

import jakarta.persistence.LockModeType;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** What suppliers bill: compared, blocked or posted. */
public final class SupplierInvoices {
    private final Finance finance;
    private final Suppliers suppliers;
    private final PurchaseOrders orders;
    private final Policies policies;
    private final Matching matching;

    public SupplierInvoices(
            Finance finance,
            Suppliers suppliers,
            PurchaseOrders orders,
            Policies policies,
            Matching matching) {
        this.finance = finance;
        this.suppliers = suppliers;
        this.orders = orders;
        this.policies = policies;
        this.matching = matching;
    }

    /**
     * Enters an invoice: where it matches it is posted, else it is blocked with the reasons. Throws
     * UNKNOWN_SUPPLIER, FUTURE_DATE, INVALID_LINES, INVALID_INVOICE, UNKNOWN_TAX_CODE, ORDER_STATE,
     * OVER_INVOICING and what the ledger throws.
     */
    SupplierInvoiceView enter(Tx tx, NewSupplierInvoice wanted) {
        suppliers.named(tx, wanted.supplierId(), "/supplierId");
        tx.documentDate(wanted.date(), "/date");
        PurchasingError.INVALID_INVOICE.refuseIf(
                wanted.dueDate() != null && wanted.dueDate().isBefore(wanted.date()),
                "/dueDate",
                "order",
                "must not be before date");
        Map<UUID, UUID> orderOf = BilledLines.orders(tx, wanted);
        Map<UUID, PurchaseOrder> locked = orders.lockAll(tx, orderOf.values());
        requireBillable(
                wanted.lines().stream().map(line -> of(orderOf, line.orderLineId())).toList(),
                locked);
        SupplierInvoice invoice = invoice(tx, wanted, orderOf, locked);
        tx.created(
                SupplierInvoice.TYPE,
                invoice,
                Map.of("number", wanted.number(), "total", invoice.total()));
        tx.flush(); // the number is taken before anything is made of it
        return matchOrBlock(tx, invoice, locked);
    }

    /** Compares a blocked invoice once more, with what has come since. */
    SupplierInvoiceView match(Tx tx, UUID id, LongConsumer expect) {
        SupplierInvoice invoice = lock(tx, id, expect);
        Map<UUID, PurchaseOrder> locked = lockOrders(tx, invoice);
        SupplierInvoiceView view = matchOrBlock(tx, invoice, locked);
        tx.changed(SupplierInvoice.TYPE, invoice, "match", Map.of("state", view.state()));
        return view(tx, invoice);
    }

    /** Posts a blocked invoice as it is. */
    SupplierInvoiceView release(Tx tx, UUID id, Reason why, LongConsumer expect) {
        SupplierInvoice invoice = lock(tx, id, expect);
        invoice.release(tx.actor().id(), why.reason());
        Map<UUID, PurchaseOrder> locked = lockOrders(tx, invoice);
        post(tx, invoice, locked);
        tx.changed(SupplierInvoice.TYPE, invoice, "release", Map.of("reason", why.reason()));
        return view(tx, invoice);
    }

    SupplierInvoiceView reject(Tx tx, UUID id, Reason why, LongConsumer expect) {
        SupplierInvoice invoice = lock(tx, id, expect);
        invoice.reject(why.reason());
        tx.changed(SupplierInvoice.TYPE, invoice, "reject", Map.of("reason", why.reason()));
        return view(tx, invoice);
    }

    SupplierInvoiceView view(Tx tx, UUID id) {
        return view(tx, require(tx, id));
    }

    /** Throws INVOICE_NOT_FOUND. */
    public SupplierInvoice require(Tx tx, UUID id) {
        return found(new InvoiceQueries_(tx.session()).invoice(id).getSingleResultOrNull(), id);
    }

    private SupplierInvoice invoice(
            Tx tx,
            NewSupplierInvoice wanted,
            Map<UUID, UUID> orderOf,
            Map<UUID, PurchaseOrder> locked) {
        Map<UUID, PurchaseOrderLine> ordered = lines(locked);
        List<String> names = new ArrayList<>();
        for (NewSupplierInvoice.Line line : wanted.lines()) {
            String named = line.taxCode();
            names.add(named == null ? of(ordered, line.orderLineId()).taxCode() : named);
        }
        Map<String, TaxCode> known =
                finance.taxes()
                        .named(
                                tx,
                                names,
                                PurchasingError.UNKNOWN_TAX_CODE,
                                i -> "/lines/" + i + "/taxCode");
        List<TaxCode> codes = names.stream().map(name -> of(known, name)).toList();
        Stated stated = Stated.of(tx, wanted, codes);
        List<SupplierInvoiceLine> lines = new ArrayList<>();
        for (int i = 0; i < wanted.lines().size(); i++) {
            NewSupplierInvoice.Line line = wanted.lines().get(i);
            lines.add(
                    new SupplierInvoiceLine(
                            tx.newId(),
                            i + 1,
                            of(orderOf, line.orderLineId()),
                            of(ordered, line.orderLineId()).itemId(),
                            line,
                            codes.get(i),
                            stated.shares().get(i)));
        }
        PaymentTerms terms =
                of(locked, of(orderOf, wanted.lines().getFirst().orderLineId())).terms();
        LocalDate due = wanted.dueDate();
        Money total = stated.net().plus(stated.tax());
        return new SupplierInvoice(
                tx,
                wanted,
                due == null ? terms.due(wanted.date()) : due,
                terms.discount(wanted.date(), total),
                stated,
                lines);
    }

    private SupplierInvoiceView matchOrBlock(
            Tx tx, SupplierInvoice invoice, Map<UUID, PurchaseOrder> locked) {
        Map<UUID, PurchaseOrderLine> ordered = lines(locked);
        List<Finding> findings =
                ThreeWayMatch.compare(
                        invoice.lines().stream()
                                .map(
                                        line ->
                                                new ThreeWayMatch.Billed(
                                                        of(ordered, line.orderLineId()),
                                                        line.quantity(),
                                                        line.unitPrice(),
                                                        line.taxCode()))
                                .toList(),
                        policies.rules(tx),
                        invoice.currency());
        invoice.block(tx, findings);
        if (findings.isEmpty()) {
            post(tx, invoice, locked);
        } else {
            tx.publish(
                    new SupplierInvoiceBlocked(
                            invoice.getId(),
                            invoice.supplierId(),
                            invoice.number(),
                            findings.stream().map(it -> it.reason().name()).distinct().toList()));
            tx.flush();
        }
        return view(tx, invoice);
    }

    /** The orders count it, what has come of it is matched, and it is owed. */
    private void post(Tx tx, SupplierInvoice invoice, Map<UUID, PurchaseOrder> locked) {
        requireBillable(
                invoice.lines().stream().map(SupplierInvoiceLine::orderId).toList(), locked);
        count(tx, invoice, locked);
        LocalDate today = tx.today();
        invoice.post(today);
        tx.publish(
                new SupplierInvoicePosted(
                        invoice.getId(),
                        invoice.supplierId(),
                        invoice.number(),
                        invoice.total(),
                        invoice.due()));
        tx.posted("purchasing", "invoice", invoice.total());
        Matched matched =
                matching.match(
                        tx,
                        new Origin(SupplierInvoice.TYPE, invoice.getId()),
                        invoice.lines().stream()
                                .map(SupplierInvoiceLine::orderLineId)
                                .distinct()
                                .toList());
        finance.invoices().post(tx, Posting.of(tx, finance.taxes(), invoice, today));
        matched.post(tx, today);
    }

    private static void count(Tx tx, SupplierInvoice invoice, Map<UUID, PurchaseOrder> locked) {
        Map<UUID, PurchaseOrderLine> ordered = lines(locked);
        Violations tooMuch = new Violations();
        for (int i = 0; i < invoice.lines().size(); i++) {
            SupplierInvoiceLine line = invoice.lines().get(i);
            PurchaseOrderLine counted = of(ordered, line.orderLineId());
            Quantity may = counted.billable();
            if (line.quantity().exceeds(may)) {
                tooMuch.add(
                        "/lines/" + i + "/quantity",
                        "ordered",
                        "is " + line.quantity() + ", at most " + may + " can still be invoiced");
            } else if (!counted.canInvoice(line.quantity())) {
                tooMuch.add(
                        "/lines/" + i + "/quantity",
                        "range",
                        "and what was invoiced before sum to more than can be counted");
            } else {
                counted.invoice(line.quantity());
            }
        }
        tooMuch.refuse(PurchasingError.OVER_INVOICING);
        for (PurchaseOrder order : locked.values()) {
            order.documented();
            tx.changed(PurchaseOrder.TYPE, order, "invoice", Map.of("invoice", invoice.getId()));
        }
    }

    SupplierInvoiceView view(Tx tx, SupplierInvoice invoice) {
        Money open =
                invoice.isPosted() && invoice.total().isPositive()
                        ? finance.openItems().openAmount(tx, SupplierInvoice.TYPE, invoice.getId())
                        : Money.zero(invoice.currency());
        return invoice.view(open, Reversals.of(tx, invoice.getId()).orElse(null));
    }

    Map<UUID, PurchaseOrder> lockOrders(Tx tx, SupplierInvoice invoice) {
        return orders.lockAll(
                tx, invoice.lines().stream().map(SupplierInvoiceLine::orderId).toList());
    }

    /**
     * @param orders of each line of an invoice
     */
    private static void requireBillable(List<UUID> orders, Map<UUID, PurchaseOrder> locked) {
        Violations wrong = new Violations();
        for (int i = 0; i < orders.size(); i++) {
            PurchaseOrder order = of(locked, orders.get(i));
            wrong.addIf(
                    !order.isBillable(),
                    "/lines/" + i + "/orderLineId",
                    "state",
                    "is of order " + order.number() + ", which is " + order.state());
        }
        wrong.refuse(PurchasingError.ORDER_STATE);
    }

    private static Map<UUID, PurchaseOrderLine> lines(Map<UUID, PurchaseOrder> orders) {
        Map<UUID, PurchaseOrderLine> lines = new HashMap<>();
        orders.values().forEach(order -> order.lines().forEach(it -> lines.put(it.getId(), it)));
        return lines;
    }

    private static <K, V> V of(Map<K, V> known, K key) {
        V value = known.get(key);
        if (value == null) {
            throw new IllegalStateException("nothing is known of " + key);
        }
        return value;
    }

    static SupplierInvoice lock(Tx tx, UUID id, LongConsumer expect) {
        SupplierInvoice invoice =
                found(
                        new InvoiceQueries_(tx.session())
                                .invoice(id)
                                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                                .getSingleResultOrNull(),
                        id);
        expect.accept(invoice.getVersion());
        return invoice;
    }

    private static SupplierInvoice found(@Nullable SupplierInvoice invoice, UUID id) {
        if (invoice == null) {
            throw new ErpException(PurchasingError.INVOICE_NOT_FOUND, "there is no invoice %s", id);
        }
        return invoice;
    }
}
