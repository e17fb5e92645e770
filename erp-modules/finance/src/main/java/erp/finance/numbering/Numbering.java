package erp.finance.numbering;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.finance.common.FinanceError;
import erp.finance.ledger.Ledger;
import erp.finance.periods.Calendar;

import org.hibernate.StaleStateException;

import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.UUID;

/** Legal numbers: no gap, no duplicate, in the order of their dates. */
public final class Numbering {
    private final Calendar calendar;

    public Numbering(Calendar calendar) {
        this.calendar = calendar;
    }

    /**
     * The next number of the series in the date's fiscal year, from 1. It locks the series until
     * commit, and a rollback gives the number back, so call it last: build everything, {@code
     * tx.flush()}, take the number, save the numbered document, return. Throws NO_PERIOD,
     * NUMBER_ORDER where a later date has been numbered already.
     *
     * <p>A dry run takes no number and waits for nobody. It is answered one below zero, which its
     * rows can be saved with and collide with none: show it to nobody.
     *
     * @param series such as {@code sales.invoice}, at most 40 characters
     */
    public long next(Tx tx, String series, LocalDate date) {
        var sequence = new Sequence(tx.companyId(), series, fiscalYear(tx, date));
        if (tx.isDryRun()) {
            refuseEarlier(sequence.isNumberedAfter(tx.session(), date), series, date);
            return -1 - (tx.newId().getLeastSignificantBits() & Long.MAX_VALUE) / 2;
        }
        OptionalLong taken = sequence.takeDated(tx.session(), date);
        if (taken.isEmpty()) {
            if (date.equals(tx.today())) {
                // Midnight passed while we waited: run again, and it is dated today.
                throw new StaleStateException("a later date than " + date + " has been numbered");
            }
            refuseEarlier(true, series, date);
        }
        return taken.orElseThrow();
    }

    private static void refuseEarlier(boolean numbered, String series, LocalDate date) {
        if (numbered) {
            throw ErpException.field(
                    FinanceError.NUMBER_ORDER,
                    "/date",
                    "order",
                    "must not be before the last one numbered: a document of a later date than "
                            + "%s has its number already in %s".formatted(date, series));
        }
    }

    /**
     * Fiscal year of a date, which numbers are counted in. Post, or {@link Ledger#requireOpen}, on
     * that date first: that makes sure of the period until commit. Throws NO_PERIOD.
     */
    public int fiscalYear(Tx tx, LocalDate date) {
        return calendar.at(tx, date).fiscalYear();
    }

    /**
     * Numbers the entry when everything else has been sent and the transaction is about to commit,
     * so that entries of a book wait for each other no longer than a commit takes.
     */
    public void atCommit(Tx tx, Book book, int fiscalYear, UUID entry) {
        PendingNumbers.of(tx).add(book, fiscalYear, entry);
    }

    /**
     * Numbers now what would be numbered at commit: for answers that show the number. A dry run
     * shows none.
     */
    public void assignNow(Tx tx) {
        tx.flush();
        if (tx.isDryRun()) {
            return;
        }
        PendingNumbers.of(tx).run();
    }
}
