package erp.sales;

import erp.core.party.TradingParties;
import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.finance.payments.NewItem;
import erp.finance.tax.TaxTotals;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import org.hibernate.annotations.EmbeddedColumnNaming;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/** What a customer owes for deliveries. It is saved with its legal number and never changes. */
@Entity
@Table(name = "sales_invoice")
class Invoice extends CompanyRow {
    static final String TYPE = "sales.invoice";

    private UUID orderId;
    private UUID customerId;
    private String series;
    private int fiscalYear;
    private long number;
    private LocalDate invoiceDate;
    private LocalDate dueDate;
    private Currency currency;
    private BigDecimal net;
    private BigDecimal tax;
    private BigDecimal total;
    private Instant createdAt;

    /** How its tax was rounded; absent where a version issued it that rounded line by line. */
    private @Nullable String taxRounding;

    private @Nullable String orderNumber;
    private @Nullable String paymentTerms;

    /** The how-manyth of its order it is; bills the deliveries that say the same. */
    private @Nullable Integer invoiceOfOrder;

    @Embedded
    @EmbeddedColumnNaming("seller_%s")
    private @Nullable PartyCopy seller;

    @Embedded
    @EmbeddedColumnNaming("buyer_%s")
    private @Nullable PartyCopy buyer;

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinColumn(name = "invoice_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<InvoiceLine> lines = new ArrayList<>();

    protected Invoice() {}

    Invoice(Tx tx, Order order, Billing.Bill bill, TradingParties parties) {
        super(tx.newId());
        TaxTotals totals = bill.totals();
        this.orderId = order.getId();
        this.customerId = order.customerId();
        this.series = TYPE;
        this.invoiceDate = tx.today();
        this.dueDate = tx.today().plusDays(order.paymentTermDays());
        this.currency = order.currency();
        this.net = totals.net().amount();
        this.tax = totals.tax().amount();
        this.total = totals.gross().amount();
        this.createdAt = tx.now();
        this.taxRounding = "DOCUMENT";
        this.orderNumber = order.number();
        this.paymentTerms = terms(order.paymentTermDays());
        this.invoiceOfOrder = order.nextInvoice();
        this.seller = new PartyCopy(parties.company());
        this.buyer = new PartyCopy(parties.partner());
        bill.parts()
                .forEach(part -> lines.add(new InvoiceLine(tx.newId(), lines.size() + 1, part)));
    }

    /** Gives it the number it is saved with; below zero in a dry run. */
    void issue(int year, long next) {
        if (number != 0 || next == 0) {
            throw new IllegalStateException("invoice " + getId() + " has a number already");
        }
        fiscalYear = year;
        number = next;
    }

    LocalDate date() {
        return invoiceDate;
    }

    Money total() {
        return new Money(total, currency);
    }

    /** {@code 2026-000017}; nothing in a dry run, which takes no number. */
    @Nullable String numberText() {
        return number < 1 ? null : String.format(Locale.ROOT, "%d-%06d", fiscalYear, number);
    }

    /** What others call it: the number or, in a dry run, the id. */
    private String reference() {
        return Objects.requireNonNullElse(numberText(), getId().toString());
    }

    /** Receivable against revenue and tax. */
    Entry entry(String orderNumber, TaxTotals totals) {
        List<Line> entries = new ArrayList<>();
        entries.add(Line.debit(AccountRole.RECEIVABLE, totals.gross()).of(customerId));
        if (totals.net().isPositive()) {
            entries.add(Line.credit(AccountRole.REVENUE, totals.net()));
        }
        totals.taxes().forEach(taxed -> entries.add(Line.tax(taxed)));
        return new Entry(
                Book.SALES,
                new Source(TYPE, getId(), "revenue"),
                invoiceDate,
                "Invoice of order " + orderNumber,
                entries);
    }

    NewItem openItem() {
        return new NewItem(
                customerId,
                new Source(TYPE, getId(), "revenue"),
                reference(),
                invoiceDate,
                dueDate,
                total());
    }

    InvoiceIssued issued() {
        return new InvoiceIssued(getId(), orderId, customerId, reference(), total(), dueDate);
    }

    InvoiceSummary summary() {
        return new InvoiceSummary(
                getId(), reference(), orderId, customerId, invoiceDate, dueDate, total());
    }

    /** Deliveries that it bills, oldest first. */
    List<BilledDelivery> deliveries(Tx tx) {
        return invoiceOfOrder == null ? List.of() : BilledDelivery.of(tx, orderId, invoiceOfOrder);
    }

    private static String terms(int days) {
        return switch (days) {
            case 0 -> "Payable immediately";
            case 1 -> "Payable within 1 day";
            default -> "Payable within " + days + " days";
        };
    }

    InvoiceView view(Money open, List<BilledDelivery> deliveries) {
        return new InvoiceView(
                getId(),
                numberText(),
                orderId,
                orderNumber,
                customerId,
                seller == null ? null : seller.view(),
                buyer == null ? null : buyer.view(),
                invoiceDate,
                dueDate,
                paymentTerms,
                deliveries,
                new Money(net, currency),
                new Money(tax, currency),
                total(),
                open,
                PaymentState.of(total(), open),
                TaxSubtotal.sums(lines.stream().map(line -> line.subtotal(currency)).toList()),
                lines.stream().map(line -> line.view(currency)).toList(),
                0);
    }
}
