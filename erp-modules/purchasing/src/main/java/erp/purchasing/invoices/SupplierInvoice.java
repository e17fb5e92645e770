package erp.purchasing.invoices;

import com.google.errorprone.annotations.FormatMethod;

import erp.core.ErpException;
import erp.core.tx.Document;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.ledger.ReversalView;
import erp.finance.payments.Discount;
import erp.purchasing.common.PurchasingError;

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

/** What a supplier bills. Once posted it never changes. */
@Entity
@Table(name = "purchasing_invoice")
public class SupplierInvoice extends Document {
    public static final String TYPE = "purchasing.invoice";

    private UUID supplierId;
    private String number;

    /** Absent of one that was rejected: the supplier may send that number again. */
    private @Nullable String numberKey;

    private int numberYear;

    @Enumerated(EnumType.STRING)
    private SupplierInvoiceState state = SupplierInvoiceState.BLOCKED;

    private LocalDate invoiceDate;
    private LocalDate dueDate;
    private @Nullable LocalDate discountDate;
    private @Nullable BigDecimal discountAmount;
    private @Nullable LocalDate entryDate;
    private Currency currency;
    private BigDecimal net;
    private BigDecimal tax;
    private BigDecimal total;
    private UUID enteredBy;
    private @Nullable UUID releasedBy;
    private @Nullable String reason;
    private Instant createdAt;

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinColumn(name = "invoice_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<SupplierInvoiceLine> lines = new ArrayList<>();

    @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
    @JoinColumn(name = "invoice_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<InvoiceBlock> blocks = new ArrayList<>();

    protected SupplierInvoice() {}

    /**
     * @param lines made already
     */
    SupplierInvoice(
            Tx tx,
            NewSupplierInvoice wanted,
            LocalDate due,
            @Nullable Discount discount,
            Stated stated,
            List<SupplierInvoiceLine> lines) {
        super(tx.newId());
        this.supplierId = wanted.supplierId();
        this.number = wanted.number();
        this.numberKey = NumberKey.of(wanted.number());
        this.numberYear = wanted.date().getYear();
        this.invoiceDate = wanted.date();
        this.dueDate = due;
        if (discount != null) {
            this.discountDate = discount.until();
            this.discountAmount = discount.amount().amount();
        }
        this.currency = stated.net().currency();
        this.net = stated.net().amount();
        this.tax = stated.tax().amount();
        this.total = stated.net().plus(stated.tax()).amount();
        this.enteredBy = tx.actor().id();
        this.createdAt = tx.now();
        this.lines.addAll(lines);
    }

    /** Is blocked for these reasons from now on. Throws INVOICE_STATE. */
    void block(Tx tx, List<Finding> findings) {
        requireBlocked("matched");
        blocks.clear();
        tx.flush(); // the reasons' places are free before others take them
        findings.forEach(finding -> blocks.add(new InvoiceBlock(tx, finding)));
    }

    /** Is let go in spite of its blocks. Throws INVOICE_STATE, OWN_DOCUMENT. */
    void release(UUID by, String why) {
        requireBlocked("released");
        check(
                !by.equals(enteredBy),
                PurchasingError.OWN_DOCUMENT,
                "is released by somebody else than who entered it");
        releasedBy = by;
        reason = why;
    }

    /** Throws INVOICE_STATE. */
    void post(LocalDate date) {
        requireBlocked("posted");
        state = SupplierInvoiceState.POSTED;
        entryDate = date;
    }

    /** Throws INVOICE_STATE. */
    void reject(String why) {
        requireBlocked("rejected");
        state = SupplierInvoiceState.REJECTED;
        numberKey = null;
        reason = why;
    }

    /** Is in no account any more. Throws INVOICE_STATE. */
    void takeBack() {
        check(
                isPosted(),
                PurchasingError.INVOICE_STATE,
                "is %s, only a posted one is reversed",
                state);
        state = SupplierInvoiceState.REJECTED;
        numberKey = null;
        entryDate = null;
    }

    public UUID supplierId() {
        return supplierId;
    }

    public String number() {
        return number;
    }

    public boolean isPosted() {
        return state == SupplierInvoiceState.POSTED;
    }

    LocalDate date() {
        return invoiceDate;
    }

    LocalDate due() {
        return dueDate;
    }

    Currency currency() {
        return currency;
    }

    Money total() {
        return new Money(total, currency);
    }

    @Nullable Discount discount() {
        return discountDate == null || discountAmount == null
                ? null
                : new Discount(discountDate, new Money(discountAmount, currency));
    }

    List<SupplierInvoiceLine> lines() {
        return List.copyOf(lines);
    }

    /**
     * @param open what is still owed for it
     * @param reversal null where it was not taken back
     */
    SupplierInvoiceView view(Money open, @Nullable ReversalView reversal) {
        return new SupplierInvoiceView(
                getId(),
                supplierId,
                number,
                reversal == null ? state : SupplierInvoiceState.REVERSED,
                invoiceDate,
                dueDate,
                discount(),
                entryDate,
                new Money(net, currency),
                new Money(tax, currency),
                total(),
                open,
                blocks.stream().map(InvoiceBlock::view).toList(),
                enteredBy,
                releasedBy,
                reason,
                lines.stream().map(line -> line.view(currency)).toList(),
                reversal,
                getVersion());
    }

    private void requireBlocked(String verb) {
        check(
                state == SupplierInvoiceState.BLOCKED,
                PurchasingError.INVOICE_STATE,
                "is %s, only a blocked one is %s",
                state,
                verb);
    }

    @FormatMethod
    private void check(boolean holds, PurchasingError error, String format, Object... args) {
        if (!holds) {
            throw new ErpException(error, "invoice %s %s", number, format.formatted(args));
        }
    }
}
