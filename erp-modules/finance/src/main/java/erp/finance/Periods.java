package erp.finance;

import erp.core.ErpException;
import erp.core.Tx;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Opens and closes periods. The closed ones are always the oldest: closing goes forward, reopening
 * backward, so that no entry can slip in before what has been closed.
 */
final class Periods {
    private static final String PERIOD = "finance.period";
    private static final int LONGEST_DAYS = 366;

    /** Adds an open period. Throws INVALID_PERIOD. */
    UUID add(Tx tx, int fiscalYear, int number, LocalDate start, LocalDate end) {
        CompanyLock.take(tx);
        List<Period> others = new FinanceQueries_(tx.session()).periods();
        refuse(start.isAfter(end), "/endDate", "order", "must not be before startDate");
        refuse(
                start.plusDays(LONGEST_DAYS).isBefore(end),
                "/endDate",
                "range",
                "must be within " + LONGEST_DAYS + " days of startDate");
        for (Period other : others) {
            refuse(
                    other.overlaps(start, end),
                    "/startDate",
                    "overlap",
                    "overlaps the period from " + other.getStartDate());
            refuse(
                    other.getFiscalYear() == fiscalYear && other.getNumber() == number,
                    "/number",
                    "unique",
                    "is taken in that fiscal year");
            refuse(
                    !other.isOpen() && start.isBefore(other.getStartDate()),
                    "/startDate",
                    "order",
                    "is before a closed period");
        }
        Period period = new Period(tx.newId(), fiscalYear, number, start, end);
        tx.add(period);
        tx.record(PERIOD, period.getId(), 0, "create", Map.of("startDate", start, "endDate", end));
        return period.getId();
    }

    /** Closes it. Throws PERIOD_STATE, PERIOD_ORDER where an older one is open. */
    Period close(Tx tx, UUID id) {
        Period period = lock(tx, id);
        for (Period other : new FinanceQueries_(tx.session()).periods()) {
            if (other.isOpen() && other.getStartDate().isBefore(period.getStartDate())) {
                throw new ErpException(
                        FinanceError.PERIOD_ORDER,
                        "the period from %s is open: close it first",
                        other.getStartDate());
            }
        }
        period.close(lastMoment(tx, period));
        return recorded(tx, period, "close");
    }

    /** Opens it again. Throws PERIOD_STATE, PERIOD_ORDER where a later one is closed. */
    Period reopen(Tx tx, UUID id) {
        Period period = lock(tx, id);
        for (Period other : new FinanceQueries_(tx.session()).periods()) {
            if (!other.isOpen() && other.getStartDate().isAfter(period.getStartDate())) {
                throw new ErpException(
                        FinanceError.PERIOD_ORDER,
                        "the period from %s is closed: reopen it first",
                        other.getStartDate());
            }
        }
        period.reopen();
        return recorded(tx, period, "reopen");
    }

    /** Waits for all who are posting into it; none can post until we commit. */
    private static Period lock(Tx tx, UUID id) {
        CompanyLock.take(tx);
        return tx.lock(Period.class, id, FinanceError.PERIOD_NOT_FOUND);
    }

    /** Not before the last entry: its transaction may have started after ours and locked first. */
    private static Instant lastMoment(Tx tx, Period period) {
        Instant last = new FinanceQueries_(tx.session()).lastPostedIn(period.getId()).getFirst();
        return last == null || last.isBefore(tx.now()) ? tx.now() : last;
    }

    private static Period recorded(Tx tx, Period period, String action) {
        tx.flush();
        tx.record(
                PERIOD,
                period.getId(),
                period.getVersion(),
                action,
                Map.of("state", period.getState()));
        return period;
    }

    private static void refuse(boolean wrong, String at, String rule, String message) {
        if (wrong) {
            throw ErpException.field(FinanceError.INVALID_PERIOD, at, rule, message);
        }
    }
}
