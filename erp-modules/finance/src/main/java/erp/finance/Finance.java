package erp.finance;

import java.util.List;

/** The module, wired: what {@code app} and tests make one of. */
public final class Finance {
    private final Numbering numbering = new Numbering();
    private final Ledger ledger = new Ledger();
    private final Receivables receivables = new Receivables();
    private final Payments payments = new Payments();
    private final Taxes taxes = new Taxes();
    private final Chart chart = new Chart();

    /** Classes that Hibernate maps. */
    public static List<Class<?>> entities() {
        return List.of();
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

    public Taxes taxes() {
        return taxes;
    }

    public Chart chart() {
        return chart;
    }
}
