package erp.finance.invoices;

import erp.core.listing.Listing;
import erp.core.party.Parties;
import erp.core.party.TradingParties;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Line;
import erp.finance.accounts.Subledger;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Ledger;
import erp.finance.ledger.NewReversal;
import erp.finance.ledger.Reversals;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.finance.numbering.Numbering;
import erp.finance.payments.NewItem;
import erp.finance.payments.OpenItems;
import erp.finance.tax.TaxTotals;
import erp.finance.tax.Taxed;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Posts invoices and reads them. */
public final class Invoices {
    private final Ledger ledger;
    private final Numbering numbering;
    private final OpenItems openItems;
    private final Reversals reversals;
    private final Parties parties = new Parties();

    /**
     * How the invoices of a sub-ledger are posted.
     *
     * @param name of the posting among those of its source
     * @param action in the history
     */
    private record Posting(Book book, String name, String action) {}

    public Invoices(Ledger ledger, Numbering numbering, OpenItems openItems, Reversals reversals) {
        this.ledger = ledger;
        this.numbering = numbering;
        this.openItems = openItems;
        this.reversals = reversals;
    }

    /**
     * Posts an invoice: its journal entry, history, number and open item. What the caller has
     * changed is sent before the number is taken; afterwards it may only insert. Throws
     * PARTY_NOT_FOUND, NO_PERIOD, PERIOD_CLOSED, NO_ACCOUNT_OF_ROLE.
     */
    public PostedInvoice post(Tx tx, NewInvoice wanted) {
        TradingParties traders = parties.trading(tx, wanted.party());
        Invoice invoice = new Invoice(tx, wanted, traders);
        if (wanted.total().isZero()) {
            ledger.requireOpen(tx, wanted.entryDate());
        } else {
            ledger.post(tx, entry(wanted));
        }
        tx.changed(
                wanted.type(),
                invoice,
                postingOf(wanted).action(),
                Map.of("total", wanted.total()));
        tx.flush();
        number(tx, wanted, invoice);
        tx.add(invoice);
        if (wanted.total().isPositive()) {
            openItems.open(tx, openItem(wanted, invoice.header()));
        }
        return invoice.posted();
    }

    /** An invoice of that type, {@code sales.invoice}. */
    public Optional<PostedInvoice> find(Tx tx, String type, UUID id) {
        return new InvoiceQueries_(tx.session())
                .invoice(id, type)
                .uniqueResultOptional()
                .map(Invoice::posted);
    }

    /**
     * Begins a list of the invoices of a type; whoever lists them shows their headers and names
     * what narrows them: {@code partyId}, {@code sourceId}, {@code invoiceDate}.
     */
    public static Listing.Draft<Invoice> listing(String type) {
        return Listing.of(Invoice.class).within("it.type = '" + type + "'");
    }

    /** What the invoices of a document have of each tax code. */
    public Map<String, TaxTotals.Amounts> invoiced(
            Tx tx, String sourceType, UUID source, Currency currency) {
        Map<String, TaxTotals.Amounts> amounts = new HashMap<>();
        for (Invoiced part : new InvoiceQueries_(tx.session()).invoiced(sourceType, source)) {
            amounts.put(
                    part.taxCode(),
                    new TaxTotals.Amounts(
                            Money.rounded(part.net(), currency),
                            Money.rounded(part.tax(), currency)));
        }
        return amounts;
    }

    /**
     * Takes back an invoice in full: nothing is owed for it, nothing taxed, its entries are
     * mirrored. The caller has locked what it was made for. Throws ALREADY_REVERSED,
     * STILL_ALLOCATED, INVALID_REVERSAL, FUTURE_DATE, NO_PERIOD, PERIOD_CLOSED.
     */
    public Reversals.Begun reverse(Tx tx, InvoiceHeader invoice, NewReversal wanted) {
        String type = invoice.type();
        UUID id = invoice.id();
        openItems.close(tx, type, id); // nothing is paid or taken back of it from here on
        LocalDate settled = openItems.lastSettled(tx, type, id, invoice.terms().date());
        Reversals.Begun begun = reversals.begin(tx, type, id, wanted, settled);
        tx.record(type, id, 1, "reverse", begun.detail());
        reversals.post(tx, begun);
        return begun;
    }

    /** Invoices of a document that stand, its last one first. */
    public List<PostedInvoice> standing(Tx tx, String sourceType, UUID source) {
        return new InvoiceQueries_(tx.session())
                .standing(sourceType, source).stream().map(Invoice::posted).toList();
    }

    /** The latest date of those of a document that stand. */
    public Optional<LocalDate> lastDate(Tx tx, String sourceType, UUID source) {
        return Optional.ofNullable(new InvoiceQueries_(tx.session()).lastDate(sourceType, source));
    }

    /** The how-manyth of its document the last one before it was that stands; 0 for none. */
    public int countBefore(Tx tx, InvoiceSource source, int count) {
        return new InvoiceQueries_(tx.session()).countBefore(source.type(), source.id(), count);
    }

    /** What is still owed for it; nothing for one over nothing. */
    public Money openAmount(Tx tx, InvoiceHeader invoice) {
        return invoice.total().isZero()
                ? invoice.total()
                : openItems.openAmount(tx, invoice.type(), invoice.id());
    }

    /** Where we number it, the company's invoices wait for each other from here to the commit. */
    private void number(Tx tx, NewInvoice wanted, Invoice invoice) {
        int year = numbering.fiscalYear(tx, wanted.entryDate());
        invoice.number(
                year,
                switch (wanted.subledger()) {
                    case RECEIVABLE -> numbering.next(tx, wanted.type(), wanted.entryDate());
                    case PAYABLE, EMPLOYEE -> null;
                });
    }

    /** The sub-ledger's account against what the lines are for, and tax. */
    private static Entry entry(NewInvoice wanted) {
        Subledger subledger = wanted.subledger();
        List<Line> lines = new ArrayList<>();
        lines.add(subledger.incurred(wanted.total(), wanted.party()));
        Map<Line.Target, Money> nets = new LinkedHashMap<>();
        wanted.lines().forEach(line -> nets.merge(line.target(), line.net(), Money::plus));
        nets.forEach(
                (target, net) -> {
                    if (net.isPositive()) {
                        lines.add(Line.on(subledger.side().opposite(), target, net));
                    }
                });
        wanted.taxes().forEach(taxed -> lines.add(tax(subledger, taxed)));
        return new Entry(
                postingOf(wanted).book(), source(wanted), wanted.entryDate(), wanted.text(), lines);
    }

    private static NewItem openItem(NewInvoice wanted, InvoiceHeader invoice) {
        return new NewItem(
                wanted.subledger(),
                wanted.party(),
                source(wanted),
                invoice.reference(),
                wanted.terms().date(),
                wanted.terms().due(),
                wanted.total(),
                wanted.terms().discount());
    }

    private static Source source(NewInvoice wanted) {
        return new Source(wanted.type(), wanted.id(), postingOf(wanted).name());
    }

    private static Line tax(Subledger subledger, Taxed taxed) {
        return switch (subledger) {
            case RECEIVABLE -> Line.tax(taxed);
            case PAYABLE, EMPLOYEE -> Line.inputTax(taxed);
        };
    }

    private static Posting postingOf(NewInvoice wanted) {
        return switch (wanted.subledger()) {
            case RECEIVABLE -> new Posting(Book.SALES, "revenue", "issue");
            case PAYABLE, EMPLOYEE -> new Posting(Book.PURCHASES, "purchase", "enter");
        };
    }
}
