package erp.sales;

import erp.core.ErpException;
import erp.core.Tx;
import erp.core.Violation;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.finance.Finance;
import erp.finance.FinanceError;
import erp.finance.PaymentPosted;
import erp.finance.TaxCode;
import erp.finance.TaxTotals;
import erp.inventory.Inventory;
import erp.inventory.ItemId;
import erp.inventory.Origin;
import erp.inventory.StockLine;
import erp.inventory.WarehouseId;

import jakarta.persistence.LockModeType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Currency;
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

    public Sales(Inventory inventory, Finance finance) {
        this.inventory = inventory;
        this.finance = finance;
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
            named(tx, posted.customer());
        }
    }

    private static Customer named(Tx tx, UUID id) {
        Customer customer = queries(tx).customer(id).getSingleResultOrNull();
        if (customer == null) {
            throw ErpException.field(
                    SalesError.UNKNOWN_CUSTOMER, "/customerId", "unknown", "names no customer");
        }
        return customer;
    }

    /**
     * Drafts an order. Throws UNKNOWN_CUSTOMER, CURRENCY, UNKNOWN_TAX_CODE and inventory's for its
     * items.
     */
    public OrderView draft(Tx tx, NewOrder wanted) {
        Currency own = tx.company().currency();
        if (wanted.currency() != null && !wanted.currency().equals(own)) {
            throw ErpException.field(
                    SalesError.CURRENCY,
                    "/currency",
                    "currency",
                    "must be %s, the company's currency".formatted(own));
        }
        Customer customer = named(tx, wanted.customerId());
        inventory.requireWarehouse(tx, new WarehouseId(wanted.warehouseId()), "/warehouseId");
        inventory.requireItems(
                tx,
                wanted.lines().stream().map(line -> new ItemId(line.itemId())).toList(),
                i -> "/lines/" + i + "/itemId");
        Order order =
                tx.add(
                        new Order(
                                tx.newId(),
                                wanted,
                                own,
                                new Terms(customer.paymentTermDays(), taxes(tx, wanted)),
                                tx.today(),
                                tx.now()));
        tx.record(ORDER, order.getId(), 0, "create", Map.of("total", order.totalAmount()));
        tx.flush();
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
        tx.flush();
        tx.record(
                ORDER,
                id.value(),
                order.getVersion(),
                "confirm",
                Map.of("total", order.totalAmount()));
        tx.posted("sales", "order");
        tx.publish(new OrderConfirmed(id.value(), order.customerId()));
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
        Delivery delivery = tx.add(new Delivery(tx, order, parts));
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
        List<OrderLine> billable = order.billable();
        Map<String, TaxTotals.PartOf> wholes = wholes(tx, order);
        List<Quantity> quantities = new ArrayList<>();
        List<TaxTotals.NetLine> nets = new ArrayList<>();
        for (OrderLine line : billable) {
            TaxCode code = finance.taxes().require(tx, line.taxCode());
            quantities.add(line.billable());
            nets.add(new TaxTotals.NetLine(code, line.invoice(order.currency())));
        }
        TaxTotals totals = TaxTotals.of(order.currency(), nets, wholes);
        List<InvoiceLine> lines = new ArrayList<>();
        for (int i = 0; i < billable.size(); i++) {
            lines.add(
                    new InvoiceLine(
                            tx.newId(),
                            i + 1,
                            billable.get(i),
                            quantities.get(i),
                            nets.get(i).net(),
                            totals.shares().get(i)));
        }
        Invoice invoice = new Invoice(tx, order, lines, totals);
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
        return invoice.view(invoice.total());
    }

    /**
     * Cancels an order of which nothing is delivered and frees its goods. Throws ORDER_NOT_FOUND,
     * ORDER_STATE, ALREADY_DELIVERED.
     */
    public OrderView cancel(Tx tx, OrderId id, LongConsumer expect) {
        Order order = lock(tx, id, expect);
        List<OrderLine> reserved = order.cancel();
        tx.flush();
        tx.record(ORDER, id.value(), order.getVersion(), "cancel", Map.of());
        tx.publish(new OrderCancelled(id.value(), order.customerId()));
        if (!reserved.isEmpty()) {
            inventory.release(
                    tx, new WarehouseId(order.warehouseId()), goods(reserved, OrderLine::open));
        }
        return order.view();
    }

    /** What the order comes to for each tax code, and what its invoices have billed of it. */
    private static Map<String, TaxTotals.PartOf> wholes(Tx tx, Order order) {
        Map<String, TaxTotals.PartOf> wholes = new HashMap<>();
        TaxTotals.Amounts none = TaxTotals.Amounts.zero(order.currency());
        for (TaxSubtotal tax : order.taxes()) {
            var whole = new TaxTotals.Amounts(tax.base(), tax.tax());
            wholes.put(tax.code(), new TaxTotals.PartOf(none, whole));
        }
        List<Billed> before =
                order.isInvoicingBegun() ? queries(tx).billed(order.getId()) : List.of();
        for (Billed billed : before) {
            wholes.computeIfPresent(
                    billed.taxCode(),
                    (_, it) -> new TaxTotals.PartOf(billed.amounts(order.currency()), it.whole()));
        }
        return wholes;
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

    private Map<String, TaxCode> taxes(Tx tx, NewOrder wanted) {
        Map<String, TaxCode> taxes = new HashMap<>();
        for (int i = 0; i < wanted.lines().size(); i++) {
            String code = wanted.lines().get(i).taxCodeOrDefault();
            if (!taxes.containsKey(code)) {
                taxes.put(code, tax(tx, code, "/lines/" + i + "/taxCode"));
            }
        }
        return taxes;
    }

    private TaxCode tax(Tx tx, String code, String pointer) {
        try {
            return finance.taxes().require(tx, code);
        } catch (ErpException e) {
            if (e.code() == FinanceError.TAX_CODE_NOT_FOUND) {
                throw new ErpException(
                        SalesError.UNKNOWN_TAX_CODE,
                        List.of(new Violation(pointer, "unknown", "names no tax code")),
                        "there is no tax code " + code,
                        e);
            }
            throw e;
        }
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
