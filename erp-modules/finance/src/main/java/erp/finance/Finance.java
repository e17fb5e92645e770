package erp.finance;

import erp.finance.accounts.Account;
import erp.finance.accounts.Accounts;
import erp.finance.accounts.Chart;
import erp.finance.invoices.Invoice;
import erp.finance.invoices.InvoiceLine;
import erp.finance.invoices.Invoices;
import erp.finance.ledger.EntryNumber;
import erp.finance.ledger.JournalEntry;
import erp.finance.ledger.JournalLine;
import erp.finance.ledger.Ledger;
import erp.finance.ledger.Reversal;
import erp.finance.ledger.Reversals;
import erp.finance.ledger.TaxLine;
import erp.finance.numbering.Numbering;
import erp.finance.opening.OpeningLine;
import erp.finance.opening.Openings;
import erp.finance.payments.OpenItem;
import erp.finance.payments.OpenItems;
import erp.finance.payments.Payment;
import erp.finance.payments.PaymentAllocation;
import erp.finance.payments.PaymentReversals;
import erp.finance.payments.Payments;
import erp.finance.payments.Refunds;
import erp.finance.periods.Calendar;
import erp.finance.periods.Opening;
import erp.finance.periods.Period;
import erp.finance.runs.PaymentRun;
import erp.finance.runs.PaymentRunLine;
import erp.finance.runs.PaymentRunSetOff;
import erp.finance.runs.PaymentRuns;
import erp.finance.tax.Tax;
import erp.finance.tax.Taxes;

import java.util.List;

/** The module, wired: what {@code app} and tests make one of. */
public final class Finance {
    private final Accounts accounts = new Accounts();
    private final Calendar calendar = new Calendar();
    private final Numbering numbering = new Numbering(calendar);
    private final Ledger ledger = new Ledger(accounts, calendar, numbering);
    private final OpenItems openItems = new OpenItems();
    private final Reversals reversals = new Reversals(ledger);
    private final Payments payments = new Payments(ledger);
    private final PaymentReversals paymentReversals = new PaymentReversals(ledger, reversals);
    private final Refunds refunds =
            new Refunds(ledger, openItems, payments, paymentReversals, reversals);
    private final PaymentRuns paymentRuns = new PaymentRuns(payments);
    private final Invoices invoices = new Invoices(ledger, numbering, openItems, reversals);
    private final Openings openings = new Openings(ledger);
    private final Taxes taxes = new Taxes();
    private final Chart chart = new Chart(accounts, calendar, taxes);

    /** Classes that Hibernate maps. */
    public static List<Class<?>> entities() {
        return List.of(
                Account.class,
                Period.class,
                Tax.class,
                JournalEntry.class,
                JournalLine.class,
                EntryNumber.class,
                TaxLine.class,
                Reversal.class,
                Invoice.class,
                InvoiceLine.class,
                OpenItem.class,
                Payment.class,
                PaymentAllocation.class,
                PaymentRun.class,
                PaymentRunLine.class,
                PaymentRunSetOff.class,
                Opening.class,
                OpeningLine.class);
    }

    public Ledger ledger() {
        return ledger;
    }

    /** The way back from documents. */
    public Reversals reversals() {
        return reversals;
    }

    PaymentReversals paymentReversals() {
        return paymentReversals;
    }

    Numbering numbering() {
        return numbering;
    }

    public OpenItems openItems() {
        return openItems;
    }

    public Invoices invoices() {
        return invoices;
    }

    public Payments payments() {
        return payments;
    }

    Refunds refunds() {
        return refunds;
    }

    public PaymentRuns paymentRuns() {
        return paymentRuns;
    }

    public Openings openings() {
        return openings;
    }

    public Taxes taxes() {
        return taxes;
    }

    public Chart chart() {
        return chart;
    }
}
