package erp.finance;

import java.util.List;

/** The module, wired: what {@code app} and tests make one of. */
public final class Finance {
    private final Accounts accounts = new Accounts();
    private final Calendar calendar = new Calendar();
    private final Numbering numbering = new Numbering(calendar);
    private final Ledger ledger = new Ledger(accounts, calendar, numbering);
    private final Receivables receivables = new Receivables();
    private final Payments payments = new Payments(ledger);
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
                OpenItem.class,
                Payment.class,
                PaymentAllocation.class,
                Opening.class,
                OpeningLine.class);
    }

    public Ledger ledger() {
        return ledger;
    }

    public Numbering numbering() {
        return numbering;
    }

    public Receivables receivables() {
        return receivables;
    }

    public Payments payments() {
        return payments;
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
