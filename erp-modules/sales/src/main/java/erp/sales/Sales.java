package erp.sales;

import erp.core.ErpException;
import erp.core.party.Parties;
import erp.core.party.PartyDetails;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.finance.Finance;
import erp.finance.payments.PaymentPosted;
import erp.finance.tax.TaxCode;
import erp.finance.tax.TaxTotals;
import erp.inventory.Inventory;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.stock.Origin;
import erp.inventory.stock.StockLine;

import jakarta.persistence.LockModeType;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** All that others may ask of sales. Each method runs inside the caller's transaction. */
public final class Sales {
    static final String ORDER = "sales.order";
    static final String DELIVERY = "sales.delivery";

    private final Inventory inventory;
    private final Finance finance;
    private final Customers customers = new Customers();
    private final Parties parties = new Parties();
    private final Drafts drafts;
    private final Billing billing;

    public Sales(Inventory inventory, Finance finance) {
        this.inventory = inventory;
        this.finance = finance;
        this.drafts = new Drafts(inventory, finance.taxes(), customers);
        this.billing = new Billing(finance.taxes());
    }

    /** Classes that Hibernate maps. */
    public static List<Class<?>> entities() {
        return List.of(
                Customer.class,
                Delivery.class,
                DeliveryLine.class,
                Invoice.class,
                InvoiceLine.class,
                Order.class,
                OrderLine.class);
    }

    public CustomerView addCustomer(Tx tx, NewCustomer wanted) {
        return customers.add(tx, wanted);
    }

    Customers customers() {
        return customers;
    }

    /**
     * Refuses money from nobody: finance does not know customers. Where the payment was allocated,
     * the items' own customer has been compared already.
     */
    public void checkPayer(Tx tx, PaymentPosted posted) {
        if (posted.allocations().isEmpty()) {
            customers.named(tx, posted.customer());
        }
    }

    /**
     * Drafts an order. Throws UNKNOWN_CUSTOMER, CURRENCY, UNKNOWN_TAX_CODE and inventory's for its
     * items.
     */
    public OrderView draft(Tx tx, NewOrder wanted) {
        Order order = drafts.of(tx, wanted);
        tx.created(ORDER, order, Map.of("total", order.totalAmount()));
        return order.view();
    }

    /**
     * Replaces what a draft says; its number, date and history stay. Throws ORDER_NOT_FOUND,
     * ORDER_STATE and what {@link #draft} throws.
     *
     * @param expect is told the version under lock and refuses a stale one
     */
    public OrderView change(Tx tx, OrderId id, NewOrder wanted, LongConsumer expect) {
        Order order = lock(tx, id, expect);
        drafts.change(tx, order, wanted);
        tx.changed(
                ORDER,
                order,
                "change",
                Map.of("total", order.totalAmount(), "lines", wanted.lines().size()));
        return order.view();
    }

    /**
     * Confirms a draft and sets its goods aside. Throws ORDER_NOT_FOUND, ORDER_STATE, CREDIT_LIMIT,
     * inventory.INSUFFICIENT_STOCK.
     *
     * @param expect is told the version under lock and refuses a stale one
     */
    public OrderView confirm(Tx tx, OrderId id, LongConsumer expect) {
        Order order = lock(tx, id, expect);
        Customer customer = customers.require(tx, order.customerId());
        Map<String, TaxCode> taxes = new HashMap<>();
        for (OrderLine line : order.lines()) {
            taxes.computeIfAbsent(line.taxCode(), code -> finance.taxes().require(tx, code));
        }
        order.confirm(tx.now(), new Terms(customer.paymentTermDays(), taxes));
        new Credit(finance.receivables()).check(tx, customer, order);
        tx.posted(
                ORDER,
                order,
                "confirm",
                Map.of("total", order.totalAmount()),
                new OrderConfirmed(id.value(), order.customerId()));
        inventory.reserve(
                tx,
                new Origin(ORDER, id.value()),
                new WarehouseId(order.warehouseId()),
                goods(order.lines(), OrderLine::quantity));
        return order.view();
    }

    /**
     * Delivers what is named, or all that is open: stock, its value and the cost of goods in one.
     * Throws ORDER_NOT_FOUND, ORDER_STATE, INVALID_LINES, OVER_DELIVERY, NOTHING_TO_DELIVER.
     */
    public DeliveryView deliver(Tx tx, OrderId id, NewDelivery wanted, LongConsumer expect) {
        Order order = lock(tx, id, expect);
        Map<OrderLine, Quantity> parts =
                wanted.lines() == null ? order.deliverAll() : order.deliver(wanted.lines());
        OrderLine.keepProgress(tx, parts.keySet());
        PartyDetails recipient = parties.details(tx, order.customerId());
        Delivery delivery = tx.add(new Delivery(tx, order, recipient, parts));
        tx.flush();
        UUID deliveryId = delivery.getId();
        tx.record(ORDER, id.value(), order.getVersion(), "deliver", Map.of("delivery", deliveryId));
        tx.record(DELIVERY, deliveryId, 0, "create", Map.of("order", id.value()));
        tx.posted("sales", "delivery");
        tx.publish(new GoodsDelivered(deliveryId, id.value(), order.customerId()));
        inventory.issue(
                tx,
                new Origin(DELIVERY, deliveryId),
                delivery.date(),
                new WarehouseId(order.warehouseId()),
                delivery.lines().stream().map(DeliveryLine::issue).toList());
        return delivery.view();
    }

    /**
     * Bills what is delivered and not yet billed, and posts it. The legal number is taken last.
     * Throws ORDER_NOT_FOUND, ORDER_STATE, NOTHING_TO_INVOICE.
     */
    public InvoiceView invoice(Tx tx, OrderId id, LongConsumer expect) {
        Order order = lock(tx, id, expect);
        Billing.Bill bill = billing.bill(tx, order);
        TaxTotals totals = bill.totals();
        Invoice invoice = new Invoice(tx, order, bill, parties.trading(tx, order.customerId()));
        List<OrderLine> billed = bill.parts().stream().map(Billing.Part::line).toList();
        billed.forEach(OrderLine::invoice);
        OrderLine.keepProgress(tx, billed);
        List<BilledDelivery> deliveries = invoice.deliveries(tx);
        order.invoiced(invoice.total());
        if (totals.gross().isZero()) {
            finance.ledger().requireOpen(tx, invoice.date());
        } else {
            finance.ledger().post(tx, invoice.entry(order.number(), totals));
        }
        tx.flush();
        tx.record(
                ORDER,
                id.value(),
                order.getVersion(),
                "invoice",
                Map.of("invoice", invoice.getId()));
        tx.record(Invoice.TYPE, invoice.getId(), 0, "issue", Map.of("total", invoice.total()));
        tx.flush();
        number(tx, invoice);
        return invoice.view(invoice.total(), deliveries);
    }

    /**
     * Cancels an order of which nothing is delivered and frees its goods. Throws ORDER_NOT_FOUND,
     * ORDER_STATE, ALREADY_DELIVERED.
     */
    public OrderView cancel(Tx tx, OrderId id, LongConsumer expect) {
        Order order = lock(tx, id, expect);
        List<OrderLine> reserved = order.cancel();
        tx.changed(
                ORDER,
                order,
                "cancel",
                Map.of(),
                new OrderCancelled(id.value(), order.customerId()));
        if (!reserved.isEmpty()) {
            inventory.release(
                    tx, new WarehouseId(order.warehouseId()), goods(reserved, OrderLine::open));
        }
        return order.view();
    }

    /**
     * Closes an order whose rest will never be delivered: its goods are free, it uses no credit any
     * more but for what was delivered and is not paid. That can still be invoiced. Throws
     * ORDER_NOT_FOUND, ORDER_STATE, NOTHING_DELIVERED, NOTHING_TO_DELIVER.
     */
    public OrderView closeShort(Tx tx, OrderId id, ShortClosing wanted, LongConsumer expect) {
        Order order = lock(tx, id, expect);
        List<OrderLine> given = order.checkShortClosing();
        order.closeShort(tx.now(), wanted.reason(), billing.billable(tx, order).totals().gross());
        String reason = wanted.reason();
        tx.changed(
                ORDER,
                order,
                "close",
                reason == null ? Map.of() : Map.of("reason", reason),
                new OrderClosedShort(id.value(), order.customerId()));
        inventory.release(tx, new WarehouseId(order.warehouseId()), goods(given, OrderLine::open));
        return order.view();
    }

    /** What is still owed for an invoice; nothing for one over nothing. */
    Money owed(Tx tx, Invoice invoice) {
        return invoice.total().isZero()
                ? invoice.total()
                : finance.receivables().openAmount(tx, Invoice.TYPE, invoice.getId());
    }

    static SalesQueries queries(Tx tx) {
        return new SalesQueries_(tx.session());
    }

    /** The document that a read found, or the refusal of one that does not exist. */
    static <E> E found(@Nullable E document, SalesError absent, UUID id) {
        if (document == null) {
            throw new ErpException(absent, "there is no such document: %s", id);
        }
        return document;
    }

    /** From here to the commit the company's invoices wait for each other: nothing but inserts. */
    private void number(Tx tx, Invoice invoice) {
        int year = finance.numbering().fiscalYear(tx, invoice.date());
        invoice.issue(year, finance.numbering().next(tx, Invoice.TYPE, invoice.date()));
        tx.add(invoice);
        if (invoice.total().isPositive()) {
            finance.receivables().open(tx, invoice.openItem());
        }
        tx.posted("sales", "invoice");
        tx.publish(invoice.issued());
    }

    private static Order lock(Tx tx, OrderId id, LongConsumer expect) {
        Order order =
                queries(tx)
                        .order(id.value())
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull();
        if (order == null) {
            throw new ErpException(SalesError.ORDER_NOT_FOUND, "there is no order %s", id.value());
        }
        expect.accept(order.getVersion());
        return order;
    }

    private static List<StockLine> goods(
            List<OrderLine> lines, Function<OrderLine, Quantity> quantity) {
        return lines.stream()
                .map(
                        line ->
                                new StockLine(
                                        line.getId(),
                                        "/lines/" + line.index() + "/quantity",
                                        new ItemId(line.itemId()),
                                        quantity.apply(line)))
                .toList();
    }
}
