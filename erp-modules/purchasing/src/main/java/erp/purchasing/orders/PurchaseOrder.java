package erp.purchasing.orders;

import com.google.errorprone.annotations.FormatMethod;

import erp.core.ErpException;
import erp.core.Ids;
import erp.core.tx.Document;
import erp.core.tx.Tx;
import erp.core.value.DocumentNumber;
import erp.core.value.Money;
import erp.finance.tax.TaxSubtotal;
import erp.finance.tax.TaxTotals;
import erp.inventory.stock.Origin;
import erp.purchasing.common.Progress;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.suppliers.PaymentTerms;

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
import java.util.Map;
import java.util.UUID;

/** Aggregate root: lines change only through it, and it alone knows what is allowed. */
@Entity
@Table(name = "purchasing_order")
public class PurchaseOrder extends Document {
    public static final String TYPE = "purchasing.order";

    /** Type of a blanket order, which an order may be a call-off of. */
    public static final String AGREEMENT = "purchasing.blanket-order";

    private String number;
    private UUID supplierId;
    private UUID warehouseId;

    @Enumerated(EnumType.STRING)
    private OrderState state = OrderState.DRAFT;

    private LocalDate orderDate;
    private Currency currency;
    private BigDecimal net;
    private BigDecimal tax;
    private BigDecimal total;
    private int paymentTermDays;
    private @Nullable Integer discountDays;
    private @Nullable BigDecimal discountPercent;
    private BigDecimal overPercent;
    private @Nullable String originType;
    private @Nullable UUID originId;
    private int revision;

    /** How often it was submitted: approvals of one time do not count the next. */
    private int round;

    private int approvalsNeeded;
    private int approvals;
    private @Nullable BigDecimal approvedTotal;

    /** How many receipts, returns, invoices and credits have counted on its lines. */
    private int documents;

    private UUID enteredBy;
    private @Nullable UUID submittedBy;
    private Instant createdAt;
    private @Nullable Instant confirmedAt;
    private @Nullable String supplierReference;
    private @Nullable Instant closedAt;
    private @Nullable String closeReason;

    @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
    @JoinColumn(name = "order_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<PurchaseOrderLine> lines = new ArrayList<>();

    protected PurchaseOrder() {}

    PurchaseOrder(Tx tx, @Nullable Origin origin, Agreed wanted) {
        super(tx.newId());
        this.number = DocumentNumber.of("PO", getId(), tx.today());
        this.orderDate = tx.today();
        this.currency = tx.company().currency();
        this.createdAt = tx.now();
        if (origin != null) {
            this.originType = origin.type();
            this.originId = origin.id();
        }
        agree(tx, wanted);
        hold(wanted.lines());
    }

    /** Says this from now on; whoever says so has entered it. Throws ORDER_STATE. */
    void change(Tx tx, Agreed wanted) {
        requireDraft();
        agree(tx, wanted);
        hold(wanted.lines());
    }

    /** Says this from now on, though it is confirmed; what was approved is no less than that. */
    void revise(List<Priced> wanted) {
        revision++;
        hold(wanted);
        if (approvedTotal == null || total.compareTo(approvedTotal) > 0) {
            approvedTotal = total;
        }
        closeIfDone();
    }

    /** What it would come to. */
    Money totalOf(List<Priced> wanted) {
        return Priced.totals(currency, wanted).gross();
    }

    /** Whether that much was approved. */
    boolean isApproved(Money amount) {
        return approvedTotal != null && amount.amount().compareTo(approvedTotal) <= 0;
    }

    /** Approvals from here on are for something else than those before. */
    int nextRound() {
        return ++round;
    }

    private void agree(Tx tx, Agreed wanted) {
        enteredBy = tx.actor().id();
        supplierId = wanted.supplier();
        warehouseId = wanted.warehouse();
        paymentTermDays = wanted.terms().days();
        discountDays = wanted.terms().discountDays();
        discountPercent = wanted.terms().discountPercent();
        overPercent = wanted.tolerance().setScale(4);
    }

    void requireDraft() {
        check(
                state == OrderState.DRAFT,
                PurchasingError.ORDER_STATE,
                "is %s, only a draft is changed",
                state);
        requireNoCallOff();
    }

    /** What is called off stays within what was agreed: it is cancelled and called off anew. */
    void requireNoCallOff() {
        check(
                !AGREEMENT.equals(originType),
                PurchasingError.ORDER_STATE,
                "is a call-off, which is not changed: cancel it and call off anew");
    }

    /** Lays it before those who approve; where nobody has to, it is approved. */
    void submit(Tx tx, int needed) {
        check(
                state == OrderState.DRAFT,
                PurchasingError.ORDER_STATE,
                "is %s, only a draft is submitted",
                state);
        round++;
        approvals = 0;
        approvalsNeeded = needed;
        submittedBy = tx.actor().id();
        become(OrderState.SUBMITTED);
        approveIfEnough();
    }

    /** Counts one who approves. Throws ORDER_STATE, OWN_DOCUMENT. */
    void approve(UUID approver) {
        checkOther(approver, "approved");
        approvals++;
        approveIfEnough();
    }

    /** Gives it back to be changed. Throws ORDER_STATE, OWN_DOCUMENT. */
    void reject(UUID approver) {
        checkOther(approver, "rejected");
        become(OrderState.DRAFT);
        approvals = 0;
    }

    /** The supplier is bound too. */
    void confirm(Instant now, @Nullable String reference) {
        become(OrderState.CONFIRMED);
        confirmedAt = now;
        supplierReference = reference;
    }

    /** Throws ORDER_STATE, ALREADY_RECEIVED. */
    void cancel() {
        check(
                receiving() == Progress.NONE && invoicing() == Progress.NONE,
                PurchasingError.ALREADY_RECEIVED,
                "has been received or invoiced, at least in part: close it short");
        become(OrderState.CANCELLED);
    }

    /** Gives up what has not come. Throws ORDER_STATE, NOTHING_RECEIVED, NOTHING_TO_RECEIVE. */
    void closeShort(Instant now, String reason) {
        check(
                state == OrderState.CONFIRMED,
                PurchasingError.ORDER_STATE,
                "is %s, only a confirmed one is closed short",
                state);
        check(
                receiving() != Progress.NONE || invoicing() != Progress.NONE,
                PurchasingError.NOTHING_RECEIVED,
                "has nothing received or invoiced: cancel it");
        check(
                receiving() != Progress.FULL,
                PurchasingError.NOTHING_TO_RECEIVE,
                "is received in full: it closes when it is invoiced");
        become(OrderState.CLOSED);
        closedAt = now;
        closeReason = reason;
    }

    /** Throws ORDER_STATE where goods cannot come in for it. */
    public void requireReceivable() {
        check(
                state == OrderState.CONFIRMED,
                state == OrderState.CLOSED
                        ? PurchasingError.NOTHING_TO_RECEIVE
                        : PurchasingError.ORDER_STATE,
                "is %s, only a confirmed one is received",
                state);
    }

    public boolean isBillable() {
        return state == OrderState.CONFIRMED || state == OrderState.CLOSED;
    }

    /**
     * Counts a document on its lines; the order is closed by the one after which nothing is left.
     */
    public void documented() {
        documents++;
        closeIfDone();
    }

    /** After a document was taken back: what is left keeps it open, unless it was closed short. */
    public void takenBack() {
        documents++;
        if (state == OrderState.CLOSED && closedAt == null && !isDone()) {
            become(OrderState.CONFIRMED);
        }
    }

    private boolean isDone() {
        return receiving() == Progress.FULL && invoicing() == Progress.FULL;
    }

    private void closeIfDone() {
        if (state == OrderState.CONFIRMED && isDone()) {
            become(OrderState.CLOSED);
        }
    }

    Progress receiving() {
        return Progress.of(
                lines.stream().anyMatch(PurchaseOrderLine::isReceivingBegun),
                lines.stream().allMatch(PurchaseOrderLine::isReceived));
    }

    Progress invoicing() {
        boolean any = lines.stream().anyMatch(PurchaseOrderLine::isInvoicingBegun);
        return Progress.of(any, any && lines.stream().allMatch(PurchaseOrderLine::isBilled));
    }

    public String number() {
        return number;
    }

    public UUID supplierId() {
        return supplierId;
    }

    public UUID warehouseId() {
        return warehouseId;
    }

    int round() {
        return round;
    }

    public OrderState state() {
        return state;
    }

    Money total() {
        return new Money(total, currency);
    }

    public PaymentTerms terms() {
        return new PaymentTerms(paymentTermDays, discountDays, discountPercent);
    }

    public List<PurchaseOrderLine> lines() {
        return List.copyOf(lines);
    }

    Map<String, ?> summary() {
        return Map.of("total", total(), "lines", lines.size());
    }

    PurchaseOrderView view() {
        return new PurchaseOrderView(
                getId(),
                number,
                supplierId,
                warehouseId,
                state,
                receiving(),
                invoicing(),
                orderDate,
                new Money(net, currency),
                new Money(tax, currency),
                total(),
                TaxSubtotal.sums(lines.stream().map(line -> line.subtotal(currency)).toList()),
                new PurchaseOrderView.Approvals(approvals, approvalsNeeded),
                submittedBy,
                supplierReference,
                lines.stream().map(line -> line.view(currency)).toList(),
                closedAt == null || closeReason == null
                        ? null
                        : new PurchaseOrderView.ClosedShort(closedAt, closeReason),
                getVersion());
    }

    private void approveIfEnough() {
        if (approvals >= approvalsNeeded) {
            become(OrderState.APPROVED);
            approvedTotal = total;
        }
    }

    private void checkOther(UUID approver, String verb) {
        check(
                state == OrderState.SUBMITTED,
                PurchasingError.ORDER_STATE,
                "is %s, only a submitted one is %s",
                state,
                verb);
        check(
                !approver.equals(submittedBy) && !approver.equals(enteredBy),
                PurchasingError.OWN_DOCUMENT,
                "is %s by somebody else than who entered or submitted it",
                verb);
    }

    private void hold(List<Priced> wanted) {
        TaxTotals totals = Priced.totals(currency, wanted);
        for (int i = 0; i < wanted.size(); i++) {
            Money share = totals.shares().get(i);
            if (i < lines.size()) {
                lines.get(i).change(wanted.get(i), share, overPercent);
            } else {
                lines.add(
                        new PurchaseOrderLine(
                                Ids.next(), i + 1, wanted.get(i), share, overPercent));
            }
        }
        lines.subList(wanted.size(), lines.size()).clear();
        net = totals.net().amount();
        tax = totals.tax().amount();
        total = totals.gross().amount();
    }

    private void become(OrderState next) {
        check(
                state.next().contains(next),
                PurchasingError.ORDER_STATE,
                "is %s and cannot become %s",
                state,
                next);
        state = next;
    }

    @FormatMethod
    private void check(boolean holds, PurchasingError error, String format, Object... args) {
        if (!holds) {
            throw new ErpException(error, "order %s %s", number, format.formatted(args));
        }
    }
}
