package erp.sales;

import erp.core.Candidate;
import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.finance.Finance;
import erp.finance.invoices.InvoiceHeader;
import erp.finance.invoices.PostedInvoice;
import erp.finance.ledger.NewReversal;
import erp.finance.ledger.Reversals;
import erp.inventory.Inventory;
import erp.inventory.items.WarehouseId;
import erp.inventory.shipments.Shipment;
import erp.inventory.stock.Origin;
import erp.sales.common.SalesError;
import erp.sales.documents.DeliveryReversed;
import erp.sales.documents.DeliveryView;
import erp.sales.documents.InvoiceReversed;
import erp.sales.documents.InvoiceView;
import erp.sales.orders.Billing;
import erp.sales.orders.Order;
import erp.sales.orders.OrderId;
import erp.sales.orders.OrderLine;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * The way back from deliveries and invoices. What the order counts of them is counted anew from
 * those that stand, so that a document which was wrong in itself leaves nothing behind.
 */
final class SalesReversals {
    private final IssuedDocuments issued;
    private final Inventory inventory;
    private final Finance finance;

    SalesReversals(IssuedDocuments issued, Inventory inventory, Finance finance) {
        this.issued = issued;
        this.inventory = inventory;
        this.finance = finance;
    }

    /**
     * Takes back an invoice; what it billed can be billed again. Shares of tax are running totals
     * over the invoices of an order, so that the latest is first. Throws INVOICE_NOT_FOUND,
     * LATER_INVOICE, finance.STILL_ALLOCATED and what {@link Reversals} throws.
     *
     * @param expect is told the version and refuses a stale one
     */
    InvoiceView invoice(Tx tx, UUID id, NewReversal wanted, LongConsumer expect) {
        PostedInvoice invoice = issued.posted(tx, id);
        InvoiceHeader header = invoice.header();
        Order order = Sales.lock(tx, new OrderId(header.source().id()), _ -> {});
        expect.accept(Reversals.isReversed(tx, id) ? 1 : 0);
        InvoiceHeader latest = latest(tx, order);
        if (latest != null && !latest.id().equals(id) && !Reversals.isReversed(tx, id)) {
            throw because(SalesError.LATER_INVOICE, "was followed by invoice", latest);
        }
        Reversals.Begun begun = finance.invoices().reverse(tx, header, wanted);
        List<PostedInvoice> standing = finance.invoices().standing(tx, Order.TYPE, order.getId());
        Map<UUID, BigDecimal> invoiced = new HashMap<>();
        standing.stream()
                .flatMap(it -> it.lines().stream())
                .forEach(
                        it ->
                                invoiced.merge(
                                        it.sourceLine(), it.quantity().value(), BigDecimal::add));
        order.invoicesAre(
                standing.size(),
                standing.stream()
                        .map(it -> it.header().total())
                        .reduce(Money.zero(header.total().currency()), Money::plus));
        order.lines()
                .forEach(it -> it.invoicedIs(invoiced.getOrDefault(it.getId(), BigDecimal.ZERO)));
        OrderLine.keepProgress(tx, order.lines());
        tx.changed(
                Order.TYPE,
                order,
                "reverse-invoice",
                Map.of("invoice", id),
                new InvoiceReversed(id, order.getId(), header.party(), header.total()));
        tx.posted("sales", "reversal", header.total().negate());
        return InvoiceView.of(
                invoice, Money.zero(header.total().currency()), List.of(), begun.view());
    }

    /**
     * Takes back a delivery: the goods are in stock again at what they cost, and set aside for the
     * order where it still waits for them. Throws DELIVERY_NOT_FOUND, STILL_INVOICED and what
     * {@link Reversals} and stock throw.
     *
     * @param expect is told the version and refuses a stale one
     */
    DeliveryView delivery(Tx tx, UUID id, NewReversal wanted, LongConsumer expect) {
        Shipment delivery = issued.shipment(tx, id);
        Origin source = delivery.source();
        Order order = Sales.lock(tx, new OrderId(source.id()), _ -> {});
        boolean reversed = Reversals.isReversed(tx, id);
        expect.accept(reversed ? 1 : 0);
        if (!reversed && isBilled(tx, order, delivery)) {
            throw billed(tx, order);
        }
        Reversals.Begun begun =
                finance.reversals().begin(tx, Sales.DELIVERY, id, wanted, delivery.date());
        Map<OrderLine, Quantity> back = count(tx, order, source);
        tx.changed(
                Order.TYPE,
                order,
                "reverse-delivery",
                Map.of("delivery", id),
                new DeliveryReversed(id, order.getId(), order.customerId()));
        tx.posted("sales", "reversal");
        WarehouseId warehouse = new WarehouseId(order.warehouseId());
        inventory.shipments().moveBack(tx, begun, warehouse);
        if (order.isAwaiting() && !back.isEmpty()) {
            inventory.reserveAgain(
                    tx,
                    warehouse,
                    Sales.goods(
                            List.copyOf(back.keySet()),
                            line -> Objects.requireNonNull(back.get(line))));
        }
        finance.reversals().post(tx, begun);
        return DeliveryView.of(delivery, begun.view());
    }

    /** Counts what is delivered; answers of which lines it is less now, and by how much. */
    private Map<OrderLine, Quantity> count(Tx tx, Order order, Origin source) {
        Map<UUID, BigDecimal> delivered = inventory.shipments().standing(tx, source);
        Map<OrderLine, Quantity> back = new HashMap<>();
        for (OrderLine line : order.lines()) {
            BigDecimal less =
                    line.deliveredIs(delivered.getOrDefault(line.getId(), BigDecimal.ZERO));
            if (less.signum() > 0) {
                back.put(line, new Quantity(less));
            }
        }
        if (order.isInvoicedBeyondDelivery()) {
            throw billed(tx, order);
        }
        order.deliveriesAre(inventory.shipments().count(tx, source));
        order.billedYet(new Billing(finance).billable(tx, order).totals().gross());
        OrderLine.keepProgress(tx, order.lines());
        return back;
    }

    private boolean isBilled(Tx tx, Order order, Shipment delivery) {
        InvoiceHeader latest = latest(tx, order);
        Integer billing = delivery.invoice();
        Integer count = latest == null ? null : latest.source().count();
        return billing != null && count != null && billing <= count;
    }

    private @Nullable InvoiceHeader latest(Tx tx, Order order) {
        return finance.invoices().standing(tx, Order.TYPE, order.getId()).stream()
                .map(PostedInvoice::header)
                .findFirst()
                .orElse(null);
    }

    private ErpException billed(Tx tx, Order order) {
        InvoiceHeader latest = latest(tx, order);
        if (latest == null) {
            throw new IllegalStateException("nothing bills order " + order.getId());
        }
        return because(SalesError.STILL_INVOICED, "is billed by invoice", latest);
    }

    private static ErpException because(SalesError error, String what, InvoiceHeader invoice) {
        return ErpException.because(
                error,
                List.of(),
                "the document %s %s, which must be reversed first"
                        .formatted(what, invoice.reference()),
                List.of(
                        new Candidate(
                                Billing.INVOICE,
                                invoice.id(),
                                invoice.reference(),
                                InvoiceRoutes.INVOICES + "/" + invoice.id())));
    }
}
