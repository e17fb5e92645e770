package erp.sales.orders;

import com.google.errorprone.annotations.FormatMethod;

import erp.core.ErpException;
import erp.core.tx.Document;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.finance.tax.TaxSubtotal;
import erp.finance.tax.TaxTotals;
import erp.sales.common.SalesError;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Aggregate root: lines change only through it, and it alone knows what is allowed. */
@Entity
@Table(name = "sales_order")
public class Order extends Document {
    public static final String TYPE = "sales.order";

    private String number;
    private UUID customerId;
    private UUID warehouseId;

    @Enumerated(EnumType.STRING)
    private OrderState state = OrderState.DRAFT;

    private LocalDate orderDate;
    private Currency currency;
    private BigDecimal net;
    private BigDecimal tax;
    private BigDecimal total;
    private BigDecimal invoiced;
    private int paymentTermDays;
    private int deliveries;
    private int invoices;
    private int reversedInvoices;
    private Instant createdAt;
    private @Nullable Instant confirmedAt;

    /** Absent where a version priced it that rounded tax by line. */
    private @Nullable Instant pricedAt;

    /** When it was closed short. */
    private @Nullable Instant closedAt;

    private @Nullable String closeReason;

    /** What an order that was closed short comes to, once it is invoiced. */
    private @Nullable BigDecimal closedTotal;

    @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
    @JoinColumn(name = "order_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<OrderLine> lines = new ArrayList<>();

    protected Order() {}

    Order(UUID id, NewOrder wanted, Currency currency, Terms terms, LocalDate today, Instant now) {
        super(id);
        this.number = OrderNumber.of(id, today);
        this.customerId = wanted.customerId();
        this.warehouseId = wanted.warehouseId();
        this.orderDate = today;
        this.currency = currency;
        this.paymentTermDays = terms.paymentTermDays();
        this.createdAt = now;
        this.invoiced = Money.zero(currency).amount();
        hold(wanted.lines());
        price(terms, now);
    }

    /**
     * Says something else from now on. A line keeps its id where its number stays. Throws
     * ORDER_STATE.
     */
    void change(NewOrder wanted, Terms terms, Instant now) {
        requireDraft();
        customerId = wanted.customerId();
        warehouseId = wanted.warehouseId();
        paymentTermDays = terms.paymentTermDays();
        hold(wanted.lines());
        price(terms, now);
    }

    void requireDraft() {
        check(
                state == OrderState.DRAFT,
                SalesError.ORDER_STATE,
                "is %s, only a draft is changed",
                state);
    }

    /** Fixes prices, taxes and terms: what changes later no longer concerns it. */
    public void confirm(Instant now, Terms terms) {
        become(OrderState.CONFIRMED);
        confirmedAt = now;
        paymentTermDays = terms.paymentTermDays();
        price(terms, now);
    }

    /** Books out all that is open. Throws ORDER_STATE, NOTHING_TO_DELIVER. */
    public Map<OrderLine, Quantity> deliverAll() {
        requireConfirmed();
        Map<OrderLine, Quantity> parts = new HashMap<>();
        for (OrderLine line : lines) {
            if (!line.isDelivered()) {
                parts.put(line, line.open());
            }
        }
        check(!parts.isEmpty(), SalesError.NOTHING_TO_DELIVER, "has nothing left to deliver");
        return delivered(parts);
    }

    /** Books out these parts, all or none. Throws ORDER_STATE, INVALID_LINES, OVER_DELIVERY. */
    public Map<OrderLine, Quantity> deliver(List<NewDelivery.Line> wanted) {
        requireConfirmed();
        return delivered(DeliveryParts.of(lines, wanted));
    }

    /** Lines with something billable. Throws ORDER_STATE, NOTHING_TO_INVOICE. */
    List<OrderLine> billable() {
        check(
                state == OrderState.CONFIRMED || state == OrderState.CLOSED,
                SalesError.ORDER_STATE,
                "is %s, only a confirmed one is invoiced",
                state);
        List<OrderLine> billable = unbilled();
        check(
                !billable.isEmpty(),
                SalesError.NOTHING_TO_INVOICE,
                "has nothing that is delivered and not invoiced");
        return billable;
    }

    /** Lines of which something is delivered and not invoiced. */
    List<OrderLine> unbilled() {
        return lines.stream().filter(line -> line.billable().isPositive()).toList();
    }

    /** Counts an invoice over this amount; closes the order when it was the last. */
    public void invoiced(Money amount) {
        invoices++;
        invoiced = invoiced.add(amount.amount());
        if (delivery() == Progress.FULL && invoicing() == Progress.FULL) {
            become(OrderState.CLOSED);
        }
    }

    /**
     * Takes it back. Answers the lines whose goods are set aside. Throws ORDER_STATE,
     * ALREADY_DELIVERED.
     */
    public List<OrderLine> cancel() {
        check(
                delivery() == Progress.NONE,
                SalesError.ALREADY_DELIVERED,
                "has been delivered, at least in part");
        boolean reserved = state == OrderState.CONFIRMED;
        become(OrderState.CANCELLED);
        return reserved ? List.copyOf(lines) : List.of();
    }

    /**
     * Lines whose rest is given up where it is closed short. Throws ORDER_STATE, NOTHING_DELIVERED,
     * NOTHING_TO_DELIVER.
     */
    public List<OrderLine> checkShortClosing() {
        check(
                state == OrderState.CONFIRMED,
                SalesError.ORDER_STATE,
                "is %s, only a confirmed one is closed short",
                state);
        check(
                delivery() != Progress.NONE,
                SalesError.NOTHING_DELIVERED,
                "has nothing delivered: cancel it");
        check(
                delivery() != Progress.FULL,
                SalesError.NOTHING_TO_DELIVER,
                "is delivered in full: it closes when it is invoiced");
        return lines.stream().filter(line -> !line.isDelivered()).toList();
    }

    /**
     * Ends it with what is delivered.
     *
     * @param unbilled what is delivered and not invoiced comes to
     */
    public void closeShort(Instant now, @Nullable String reason, Money unbilled) {
        checkShortClosing();
        become(OrderState.CLOSED);
        closedAt = now;
        closeReason = reason;
        closedTotal = invoiced.add(unbilled.amount());
    }

    /** Counts the invoices that stand after one was taken back. */
    public void invoicesAre(int count, Money amount) {
        reversedInvoices += invoices - count;
        invoices = count;
        invoiced = amount.amount();
        reopen();
    }

    /**
     * Counts the deliveries that stand after one was taken back. One that was closed short comes to
     * less then, and to nothing where nothing is left.
     */
    public void deliveriesAre(int count) {
        deliveries = count;
        if (isClosedShort() && delivery() == Progress.NONE) {
            become(OrderState.CANCELLED);
            closedAt = null;
            closeReason = null;
            closedTotal = null;
        }
        reopen();
    }

    /** What one that was closed short comes to, where so much of it is yet to be invoiced. */
    public void billedYet(Money unbilled) {
        if (isClosedShort()) {
            closedTotal = invoiced.add(unbilled.amount());
        }
    }

    private void reopen() {
        if (state == OrderState.CLOSED && !isClosedShort()) {
            become(OrderState.CONFIRMED);
        }
    }

    /** Whether it waits for what is not delivered. */
    public boolean isAwaiting() {
        return state == OrderState.CONFIRMED;
    }

    public boolean isInvoicedBeyondDelivery() {
        return lines.stream().anyMatch(OrderLine::isInvoicedBeyondDelivery);
    }

    /** The how-manyth invoice of the order bills what is delivered now. */
    public int nextInvoice() {
        return invoices + reversedInvoices + 1;
    }

    /** Whether each invoice bills what was delivered since the one counted before it. */
    public boolean isCountedThrough() {
        return reversedInvoices == 0;
    }

    public boolean isInvoicingBegun() {
        return invoices > 0;
    }

    Progress delivery() {
        return Progress.of(
                lines.stream().anyMatch(OrderLine::isDeliveryBegun),
                lines.stream().allMatch(OrderLine::isDelivered));
    }

    Progress invoicing() {
        return Progress.of(
                lines.stream().anyMatch(OrderLine::isInvoicingBegun),
                isClosedShort()
                        ? unbilled().isEmpty()
                        : lines.stream().allMatch(OrderLine::isInvoiced));
    }

    String number() {
        return number;
    }

    public UUID customerId() {
        return customerId;
    }

    public UUID warehouseId() {
        return warehouseId;
    }

    Currency currency() {
        return currency;
    }

    int paymentTermDays() {
        return paymentTermDays;
    }

    OrderState state() {
        return state;
    }

    public Money totalAmount() {
        return new Money(total, currency);
    }

    /** The breakdown of its tax. */
    List<TaxSubtotal> taxes() {
        return PricedLines.taxes(lines, currency);
    }

    public List<OrderLine> lines() {
        return List.copyOf(lines);
    }

    public OrderView view() {
        return new OrderView(
                getId(),
                number,
                customerId,
                warehouseId,
                state,
                delivery(),
                invoicing(),
                orderDate,
                new Money(net, currency),
                new Money(tax, currency),
                totalAmount(),
                taxes(),
                lines.stream().map(line -> line.view(currency)).toList(),
                closedShort(),
                getVersion());
    }

    private boolean isClosedShort() {
        return closedAt != null;
    }

    private OrderView.@Nullable ClosedShort closedShort() {
        return closedAt == null || closedTotal == null
                ? null
                : new OrderView.ClosedShort(
                        closedAt, closeReason, new Money(closedTotal, currency));
    }

    private Map<OrderLine, Quantity> delivered(Map<OrderLine, Quantity> parts) {
        parts.forEach(OrderLine::deliver);
        deliveries++;
        return parts;
    }

    private void hold(List<NewOrder.Line> wanted) {
        PricedLines.hold(lines, wanted, currency, OrderLine::new);
    }

    private void price(Terms terms, Instant now) {
        TaxTotals totals = PricedLines.price(lines, terms, currency);
        net = totals.net().amount();
        tax = totals.tax().amount();
        total = totals.gross().amount();
        pricedAt = now;
    }

    private void requireConfirmed() {
        check(
                state == OrderState.CONFIRMED,
                state == OrderState.CLOSED ? SalesError.NOTHING_TO_DELIVER : SalesError.ORDER_STATE,
                "is %s, only a confirmed one is delivered",
                state);
    }

    private void become(OrderState next) {
        check(
                state.next().contains(next),
                SalesError.ORDER_STATE,
                "is %s and cannot become %s",
                state,
                next);
        state = next;
    }

    @FormatMethod
    private void check(boolean holds, SalesError error, String format, Object... args) {
        if (!holds) {
            throw new ErpException(error, "order %s %s", number, format.formatted(args));
        }
    }
}
