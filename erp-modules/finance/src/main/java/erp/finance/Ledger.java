package erp.finance;

import erp.core.Tx;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** The general ledger. Entries are posted and reversed, never changed. */
public final class Ledger {
    Ledger() {}

    /**
     * Posts an entry and answers its id. Locks its period (shared): call it after document, stock
     * and open items have been locked. The entry's number is given when the transaction commits.
     * Throws NO_PERIOD, PERIOD_CLOSED, NO_ACCOUNT_OF_ROLE, ACCOUNT_NOT_FOUND.
     */
    public UUID post(Tx tx, Entry entry) {
        return Later.value(entry.source() + " " + tx.company());
    }

    /**
     * Posts the mirror of an entry and answers its id. It is dated like the original, or today
     * where that period is closed. Throws ENTRY_NOT_FOUND, ALREADY_REVERSED.
     *
     * @param text why
     */
    public UUID reverse(Tx tx, UUID entry, String text) {
        return Later.value(text + entry + tx.company());
    }

    /** The entry that was posted for the source, if it was. */
    public Optional<UUID> entryOf(Tx tx, Source source) {
        return Later.value(source + " " + tx.company());
    }

    /** Fails with NO_PERIOD or PERIOD_CLOSED where nothing can be posted on that date. */
    public void requireOpen(Tx tx, LocalDate date) {
        Later.value(date + " " + tx.company());
    }
}
