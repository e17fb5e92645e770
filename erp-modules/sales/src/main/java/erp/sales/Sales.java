package erp.sales;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.finance.Finance;
import erp.finance.events.PaymentPosted;
import erp.finance.invoices.NewInvoice;
import erp.finance.invoices.PostedInvoice;
import erp.finance.tax.TaxCode;
import erp.inventory.Inventory;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.shipments.GoodsOut;
import erp.inventory.stock.Origin;
import erp.inventory.stock.StockLine;
import erp.sales.common.SalesError;
import erp.sales.customers.Customer;
import erp.sales.customers.CustomerView;
import erp.sales.customers.Customers;
import erp.sales.customers.NewCustomer;
import erp.sales.documents.BilledDelivery;
import erp.sales.documents.CustomerDocument;
import erp.sales.documents.CustomerDocuments;
import erp.sales.documents.DeliveryView;
import erp.sales.documents.GoodsDelivered;
import erp.sales.documents.InvoiceIssued;
import erp.sales.documents.InvoiceView;
import erp.sales.orders.Billing;
import erp.sales.orders.Credit;
import erp.sales.orders.Drafts;
import erp.sales.orders.NewBill;
import erp.sales.orders.NewDelivery;
import erp.sales.orders.NewOrder;
import erp.sales.orders.Order;
import erp.sales.orders.OrderCancelled;
import erp.sales.orders.OrderClosedShort;
import erp.sales.orders.OrderConfirmed;
import erp.sales.orders.OrderId;
import erp.sales.orders.OrderLine;
import erp.sales.orders.OrderQueries;
import erp.sales.orders.OrderQueries_;
import erp.sales.orders.OrderView;
import erp.sales.orders.ShortClosing;
import erp.sales.orders.Terms;
import erp.sales.quotations.Quotations;

import jakarta.persistence.LockModeType;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** All that others may ask of sales. Each method runs inside the caller's transaction. */
public final class Sales {
    static final String DELIVERY = "sales.delivery";

    private final Inventory inventory;
    private final Finance finance;
    private final Customers customers = new Customers();
    private final Drafts drafts;
    private final Quotations quotations;
    private final Billing billing;
    private final IssuedDocuments issued;

    public Sales(Inventory inventory, Finance finance) {
        this.inventory = inventory;
        this.finance = finance;
        this.drafts = new Drafts(inventory, finance.taxes(), customers);
        this.quotations = new Quotations(drafts);
        this.billing = new Billing(finance);
        this.issued = new IssuedDocuments(inventory, finance);
    }

    /** Classes that Hibernate maps. */
    public static List<Class<?>> entities() {
        return Stream.concat(
                        Stream.of(Customer.class, Order.class, OrderLine.class),
                        Quotations.entities().stream())
                .toList();
    }

    /** What customers are offered. */
    public Quotations quotations() {
        return quotations;
    }

    public CustomerView addCustomer(Tx tx, NewCustomer wanted) {
        return customers.add(tx, wanted);
    }

    /**
     * Customers with this tax number, however it is written, then those with this e-mail of whom no
     * other tax number is known; oldest first.
     */
    public List<UUID> findCustomers(Tx tx, @Nullable String taxId, @Nullable String email) {
        return customers.find(tx, taxId, email);
    }

    /** Refuses what a request's {@code customerId} names where it is none: UNKNOWN_CUSTOMER. */
    public void requireCustomer(Tx tx, UUID id) {
        customers.named(tx, id);
    }

    /** What customers ordered, got and were billed for, newest first, before that moment. */
    public List<CustomerDocument> documents(Tx tx, Collection<UUID> of, Instant before, int most) {
        return CustomerDocuments.of(tx, of, before, most);
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
        return drafts.add(tx, wanted).view();
    }

    /** Whether nothing comes of an order any more: it stays so. */
    public boolean isCancelled(Tx tx, UUID order) {
        return Drafts.isCancelled(tx, order);
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
                Order.TYPE,
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
        new Credit(finance.openItems()).check(tx, customer, order);
        tx.posted(
                Order.TYPE,
                order,
                "confirm",
                Map.of("total", order.totalAmount()),
                new OrderConfirmed(id.value(), order.customerId()));
        inventory.reserve(
                tx,
                origin(id.value()),
                new WarehouseId(order.warehouseId()),
                goods(order.lines(), OrderLine::quantity));
        return order.view();
    }

    /**
     * Delivers what is named, or all that is open: stock, its value and the cost of goods in one.
     * Throws ORDER_NOT_FOUND, ORDER_STATE, FUTURE_DATE, INVALID_LINES, OVER_DELIVERY,
     * NOTHING_TO_DELIVER and what stock throws of an earlier day.
     */
    public DeliveryView deliver(Tx tx, OrderId id, NewDelivery wanted, LongConsumer expect) {
        LocalDate date = tx.documentDate(wanted.date(), "/date");
        Order order = lock(tx, id, expect);
        Map<OrderLine, Quantity> parts =
                wanted.lines() == null ? order.deliverAll() : order.deliver(wanted.lines());
        OrderLine.keepProgress(tx, parts.keySet());
        UUID delivery = tx.newId();
        tx.changed(
                Order.TYPE,
                order,
                "deliver",
                Map.of("delivery", delivery),
                new GoodsDelivered(delivery, id.value(), order.customerId()));
        tx.posted("sales", "delivery");
        return DeliveryView.of(
                inventory
                        .shipments()
                        .deliver(
                                tx,
                                new GoodsOut(
                                        delivery,
                                        DELIVERY,
                                        origin(id.value()),
                                        order.nextInvoice(),
                                        order.customerId(),
                                        new WarehouseId(order.warehouseId()),
                                        date,
                                        leaving(parts))),
                null);
    }

    /**
     * Bills what is delivered and not yet billed, and posts it. Throws ORDER_NOT_FOUND,
     * ORDER_STATE, FUTURE_DATE, INVALID_DATE, NOTHING_TO_INVOICE, NUMBER_ORDER.
     */
    public InvoiceView invoice(Tx tx, OrderId id, NewBill asked, LongConsumer expect) {
        LocalDate date = tx.documentDate(asked.date(), "/date");
        Order order = lock(tx, id, expect);
        Billing.Bill bill = billing.bill(tx, order);
        NewInvoice wanted = Billing.invoice(tx, order, bill, date);
        bill.orderLines().forEach(OrderLine::invoice);
        OrderLine.keepProgress(tx, bill.orderLines());
        int count = order.nextInvoice();
        List<BilledDelivery> deliveries =
                order.isCountedThrough()
                        ? issued.billed(tx, id.value(), count - 1, count)
                        : issued.billed(tx, wanted.source());
        checkDate(tx, order, date, deliveries);
        tx.requireFree(deliveries.stream().map(BilledDelivery::id).toList());
        order.invoiced(wanted.total());
        tx.changed(Order.TYPE, order, "invoice", Map.of("invoice", wanted.id()));
        PostedInvoice invoice = finance.invoices().post(tx, wanted);
        tx.posted("sales", "invoice", wanted.total());
        tx.publish(InvoiceIssued.of(invoice.header()));
        return InvoiceView.of(invoice, wanted.total(), deliveries, null);
    }

    /** Not before what it bills, nor before an invoice whose running totals it goes on from. */
    private void checkDate(Tx tx, Order order, LocalDate date, List<BilledDelivery> deliveries) {
        for (BilledDelivery delivery : deliveries) {
            SalesError.INVALID_DATE.refuseIf(
                    date.isBefore(delivery.date()),
                    "/date",
                    "order",
                    "must not be before " + delivery.date() + ", when it was delivered");
        }
        if (date.isBefore(tx.today()) && order.isInvoicingBegun()) {
            finance.invoices()
                    .lastDate(tx, Order.TYPE, order.getId())
                    .ifPresent(
                            last ->
                                    SalesError.INVALID_DATE.refuseIf(
                                            date.isBefore(last),
                                            "/date",
                                            "order",
                                            "must not be before the order's last invoice, "
                                                    + last));
        }
    }

    /**
     * Cancels an order of which nothing is delivered and frees its goods. Throws ORDER_NOT_FOUND,
     * ORDER_STATE, ALREADY_DELIVERED.
     */
    public OrderView cancel(Tx tx, OrderId id, LongConsumer expect) {
        Order order = lock(tx, id, expect);
        List<OrderLine> reserved = order.cancel();
        tx.changed(
                Order.TYPE,
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
                Order.TYPE,
                order,
                "close",
                reason == null ? Map.of() : Map.of("reason", reason),
                new OrderClosedShort(id.value(), order.customerId()));
        inventory.release(tx, new WarehouseId(order.warehouseId()), goods(given, OrderLine::open));
        return order.view();
    }

    IssuedDocuments issued() {
        return issued;
    }

    /** The way back from deliveries and invoices. */
    SalesReversals reversals() {
        return new SalesReversals(issued, inventory, finance);
    }

    static OrderQueries queries(Tx tx) {
        return new OrderQueries_(tx.session());
    }

    /** The document that a read found, or the refusal of one that does not exist. */
    static <E> E found(@Nullable E document, SalesError absent, UUID id) {
        if (document == null) {
            throw new ErpException(absent, "there is no such document: %s", id);
        }
        return document;
    }

    static Origin origin(UUID order) {
        return new Origin(Order.TYPE, order);
    }

    private static List<GoodsOut.Line> leaving(Map<OrderLine, Quantity> parts) {
        return parts.entrySet().stream()
                .sorted(Comparator.comparingInt(part -> part.getKey().index()))
                .map(
                        part ->
                                new GoodsOut.Line(
                                        part.getKey().getId(),
                                        new ItemId(part.getKey().itemId()),
                                        part.getValue()))
                .toList();
    }

    static Order lock(Tx tx, OrderId id, LongConsumer expect) {
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

    static List<StockLine> goods(List<OrderLine> lines, Function<OrderLine, Quantity> quantity) {
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
