package erp.finance.invoices;

import erp.core.party.PartyCopy;
import erp.core.party.TradingParties;
import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Subledger;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
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
import java.util.UUID;

/**
 * What a customer owes, or is owed to a supplier. It is saved with its number and never changes.
 */
@Entity
@Table(name = "sales_invoice")
public class Invoice extends CompanyRow {
    @Column(name = "series")
    private String type;

    @Enumerated(EnumType.STRING)
    private Subledger subledger;

    private String sourceType;

    @Column(name = "order_id")
    private UUID sourceId;

    @Column(name = "order_number")
    private @Nullable String sourceNumber;

    @Column(name = "invoice_of_order")
    private @Nullable Integer countOfSource;

    @Column(name = "customer_id")
    private UUID partyId;

    private int fiscalYear;
    private @Nullable Long number;
    private @Nullable String externalNumber;
    private LocalDate invoiceDate;
    private LocalDate dueDate;
    private @Nullable String paymentTerms;
    private Currency currency;
    private BigDecimal net;
    private BigDecimal tax;
    private BigDecimal total;
    private Instant createdAt;

    /** How its tax was rounded; absent where a version issued it that rounded line by line. */
    private @Nullable String taxRounding;

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

    Invoice(Tx tx, NewInvoice wanted, TradingParties parties) {
        super(wanted.id());
        this.type = wanted.type();
        this.subledger = wanted.subledger();
        this.sourceType = wanted.source().type();
        this.sourceId = wanted.source().id();
        this.sourceNumber = wanted.source().number();
        this.countOfSource = wanted.source().count();
        this.partyId = wanted.party();
        this.externalNumber = wanted.externalNumber();
        this.invoiceDate = wanted.terms().date();
        this.dueDate = wanted.terms().due();
        this.paymentTerms = wanted.terms().text();
        this.currency = wanted.currency();
        this.net = wanted.net().amount();
        this.tax = wanted.tax().amount();
        this.total = wanted.total().amount();
        this.createdAt = tx.now();
        this.taxRounding = "DOCUMENT";
        var company = new PartyCopy(parties.company());
        var partner = new PartyCopy(parties.partner());
        switch (wanted.subledger()) {
            case RECEIVABLE -> {
                this.seller = company;
                this.buyer = partner;
            }
            case PAYABLE, EMPLOYEE -> {
                this.seller = partner;
                this.buyer = company;
            }
        }
        for (NewInvoice.Line line : wanted.lines()) {
            lines.add(new InvoiceLine(tx.newId(), lines.size() + 1, line));
        }
    }

    /** Gives it the year, and where we issue it the number, that it is saved with. */
    void number(int year, @Nullable Long next) {
        fiscalYear = year;
        number = next;
    }

    public InvoiceHeader header() {
        return new InvoiceHeader(
                getId(),
                type,
                numberText(),
                new InvoiceSource(sourceType, sourceId, sourceNumber, countOfSource),
                partyId,
                new InvoiceTerms(invoiceDate, dueDate, paymentTerms),
                new Money(net, currency),
                new Money(tax, currency),
                new Money(total, currency));
    }

    PostedInvoice posted() {
        return new PostedInvoice(
                header(),
                seller == null ? null : seller.details(),
                buyer == null ? null : buyer.details(),
                lines.stream().map(line -> line.posted(currency)).toList());
    }

    /** {@code 2026-000017}; a number below zero is a dry run's, which shows none. */
    private @Nullable String numberText() {
        if (number == null) {
            return externalNumber;
        }
        return number < 1 ? null : String.format(Locale.ROOT, "%d-%06d", fiscalYear, number);
    }
}
