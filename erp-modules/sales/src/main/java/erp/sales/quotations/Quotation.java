package erp.sales.quotations;

import com.google.errorprone.annotations.FormatMethod;

import erp.core.ErpException;
import erp.core.tx.Document;
import erp.core.tx.Tx;
import erp.core.value.DocumentNumber;
import erp.core.value.Money;
import erp.finance.tax.TaxTotals;
import erp.sales.common.SalesError;
import erp.sales.orders.NewOrder;
import erp.sales.orders.PricedLines;
import erp.sales.orders.Terms;

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
import java.util.List;
import java.util.UUID;

/** Aggregate root: what a customer is offered, and what became of it. */
@Entity
@Table(name = "sales_quotation")
public class Quotation extends Document {
    public static final String TYPE = "sales.quotation";

    private String number;
    private UUID customerId;
    private UUID warehouseId;

    @Enumerated(EnumType.STRING)
    private QuotationState state = QuotationState.DRAFT;

    private LocalDate quotationDate;
    private LocalDate validUntil;
    private Currency currency;
    private BigDecimal net;
    private BigDecimal tax;
    private BigDecimal total;
    private @Nullable UUID orderId;
    private @Nullable String declineReason;
    private Instant createdAt;
    private Instant pricedAt;
    private @Nullable Instant sentAt;

    /** When it was decided on, or was too late. */
    private @Nullable Instant closedAt;

    @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
    @JoinColumn(name = "quotation_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<QuotationLine> lines = new ArrayList<>();

    protected Quotation() {}

    Quotation(Tx tx, NewQuotation wanted, Terms terms) {
        super(tx.newId());
        this.quotationDate = tx.today();
        this.number = DocumentNumber.of("QU", getId(), quotationDate);
        this.currency = tx.company().currency();
        this.createdAt = tx.now();
        say(tx, wanted);
        price(terms, tx.now());
    }

    /**
     * Offers something else to its customer. Throws QUOTATION_STATE, UNKNOWN_CUSTOMER,
     * QUOTATION_EXPIRED.
     */
    void change(Tx tx, NewQuotation wanted, Terms terms) {
        requireDraft();
        SalesError.UNKNOWN_CUSTOMER.refuseIf(
                !wanted.customerId().equals(customerId),
                "/customerId",
                "fixed",
                "cannot change: a quotation is for its customer");
        say(tx, wanted);
        price(terms, tx.now());
    }

    void requireDraft() {
        check(
                state == QuotationState.DRAFT,
                SalesError.QUOTATION_STATE,
                "is %s, only a draft is changed",
                state);
    }

    /** Fixes prices and taxes. Throws QUOTATION_STATE, QUOTATION_EXPIRED. */
    void send(Tx tx, Terms terms) {
        become(QuotationState.SENT);
        requireValid(tx.today());
        price(terms, tx.now());
        sentAt = tx.now();
    }

    /** Throws QUOTATION_STATE, QUOTATION_EXPIRED. */
    void accept(Tx tx) {
        become(QuotationState.ACCEPTED);
        requireValid(tx.today());
        closedAt = tx.now();
    }

    /**
     * An order that came of it is cancelled, or it must have none. Throws QUOTATION_STATE,
     * QUOTATION_ORDERED.
     */
    void decline(@Nullable String reason, boolean cancelled, Instant now) {
        check(
                orderId == null || cancelled,
                SalesError.QUOTATION_ORDERED,
                "has the order %s, which is not cancelled",
                orderId);
        become(QuotationState.DECLINED);
        orderId = null;
        declineReason = reason;
        closedAt = now;
    }

    /** Whether it waits for its customer in vain. */
    boolean isOverdue(LocalDate today) {
        return state == QuotationState.SENT && validUntil.isBefore(today);
    }

    void expire(Instant now) {
        become(QuotationState.EXPIRED);
        closedAt = now;
    }

    /**
     * Whoever orders what was sent accepts it. Throws QUOTATION_STATE, QUOTATION_EXPIRED.
     *
     * @return what is ordered, at the prices that were quoted
     */
    NewOrder toOrder(Tx tx) {
        if (state == QuotationState.SENT) {
            accept(tx);
        }
        check(
                state == QuotationState.ACCEPTED,
                SalesError.QUOTATION_STATE,
                "is %s, only what was sent or accepted is ordered",
                state);
        return asOrder();
    }

    void ordered(UUID order) {
        orderId = order;
    }

    /** What it says, as an order says it. */
    NewOrder asOrder() {
        return new NewOrder(
                customerId,
                warehouseId,
                currency,
                lines.stream().map(QuotationLine::wanted).toList());
    }

    UUID customer() {
        return customerId;
    }

    @Nullable UUID order() {
        return orderId;
    }

    QuotationState state() {
        return state;
    }

    Money totalAmount() {
        return new Money(total, currency);
    }

    QuotationView view() {
        return new QuotationView(
                getId(),
                number,
                customerId,
                warehouseId,
                state,
                quotationDate,
                validUntil,
                new Money(net, currency),
                new Money(tax, currency),
                totalAmount(),
                PricedLines.taxes(lines, currency),
                lines.stream().map(line -> line.view(currency)).toList(),
                orderId,
                declineReason,
                getVersion());
    }

    private void say(Tx tx, NewQuotation wanted) {
        customerId = wanted.customerId();
        warehouseId = wanted.warehouseId();
        validUntil = wanted.validUntilOr(tx.today());
        SalesError.QUOTATION_EXPIRED.refuseIf(
                validUntil.isBefore(tx.today()),
                "/validUntil",
                "past",
                "must not be before today, " + tx.today() + " at the company");
        PricedLines.hold(lines, wanted.lines(), currency, QuotationLine::new);
    }

    private void price(Terms terms, Instant now) {
        TaxTotals totals = PricedLines.price(lines, terms, currency);
        net = totals.net().amount();
        tax = totals.tax().amount();
        total = totals.gross().amount();
        pricedAt = now;
    }

    private void requireValid(LocalDate today) {
        check(
                !validUntil.isBefore(today),
                SalesError.QUOTATION_EXPIRED,
                "was valid until %s",
                validUntil);
    }

    private void become(QuotationState next) {
        check(
                state.next().contains(next),
                SalesError.QUOTATION_STATE,
                "is %s and cannot become %s",
                state,
                next);
        state = next;
    }

    @FormatMethod
    private void check(boolean holds, SalesError error, String format, @Nullable Object... args) {
        if (!holds) {
            throw new ErpException(error, "quotation %s %s", number, format.formatted(args));
        }
    }
}
