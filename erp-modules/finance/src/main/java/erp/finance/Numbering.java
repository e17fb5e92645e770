package erp.finance;

import erp.core.Tx;

import java.time.LocalDate;

/** Legal numbers: no gap, no duplicate, in the order of their dates. */
public final class Numbering {
    Numbering() {}

    /**
     * The next number of the series in the date's fiscal year, from 1. It locks the series until
     * commit, and a rollback gives the number back, so call it last: build everything, {@code
     * tx.flush()}, take the number, save the numbered document, return. Throws NO_PERIOD,
     * NUMBER_ORDER where a later date has been numbered already.
     *
     * @param series such as {@code sales.invoice}, at most 40 characters
     */
    public long next(Tx tx, String series, LocalDate date) {
        return Later.value(series + date + tx.company());
    }

    /** Fiscal year of a date, which numbers are counted in. Throws NO_PERIOD. */
    public int fiscalYear(Tx tx, LocalDate date) {
        return Later.value(date + " " + tx.company());
    }
}
