package erp.finance.periods;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.finance.common.CompanyLock;
import erp.finance.common.FinanceError;
import erp.finance.periods.Timeline.Planned;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Makes, opens and closes periods. The closed ones are always the oldest: closing goes forward,
 * reopening backward, so that no entry can slip in before what has been closed. A period that was
 * never posted into can be changed and removed.
 */
public final class Periods {
    private static final String PERIOD = "finance.period";

    /** Adds the monthly periods of a fiscal year; see {@link Timeline#year}. */
    public List<Period> addYear(Tx tx, int label, LocalDate start, @Nullable LocalDate end) {
        CompanyLock.take(tx);
        return timeline(tx).year(label, start, end).stream()
                .map(planned -> added(tx, planned))
                .toList();
    }

    /** Adds an open period. Throws INVALID_PERIOD. */
    public UUID add(Tx tx, int fiscalYear, int number, LocalDate start, LocalDate end) {
        CompanyLock.take(tx);
        Planned planned = new Planned(fiscalYear, number, start, end);
        timeline(tx).check(planned, null);
        return added(tx, planned).getId();
    }

    /**
     * Makes an unused period another. Throws PERIOD_STATE, PERIOD_USED, INVALID_PERIOD.
     *
     * @param expect is told the version under lock and refuses a stale one
     */
    Period change(Tx tx, UUID id, Planned planned, LongConsumer expect) {
        LocalDate opening = openingDate(tx); // before the period, as who closes it does
        Period period = lockUnused(tx, id, expect);
        timeline(tx).check(planned, period);
        period.change(planned, opening);
        return recorded(
                tx,
                period,
                "change",
                Map.of(
                        "fiscalYear", planned.fiscalYear(),
                        "number", planned.number(),
                        "startDate", planned.start(),
                        "endDate", planned.end()));
    }

    /**
     * Removes an unused period, the first or the last one. Throws PERIOD_STATE, PERIOD_USED,
     * PERIOD_ORDER.
     *
     * @param expect is told the version under lock and refuses a stale one
     */
    void remove(Tx tx, UUID id, LongConsumer expect) {
        Period period = lockUnused(tx, id, expect);
        if (timeline(tx).isWithin(period)) {
            throw new ErpException(
                    FinanceError.PERIOD_ORDER,
                    "there are periods before and after the one from %s: remove those on one side"
                            + " first",
                    period.getStartDate());
        }
        tx.session().remove(period);
        tx.record(
                PERIOD,
                id,
                period.getVersion(),
                "remove",
                Map.of("startDate", period.getStartDate(), "endDate", period.getEndDate()));
    }

    /** Closes it. Throws PERIOD_STATE, PERIOD_ORDER where an older one is open. */
    public Period close(Tx tx, UUID id) {
        Period period = lock(tx, id);
        for (Period other : new PeriodQueries_(tx.session()).periods()) {
            if (other.isOpen() && other.getStartDate().isBefore(period.getStartDate())) {
                throw new ErpException(
                        FinanceError.PERIOD_ORDER,
                        "the period from %s is open: close it first",
                        other.getStartDate());
            }
        }
        period.close(lastMoment(tx, period));
        return recorded(tx, period, "close", Map.of("state", period.getState()));
    }

    /** Opens it again. Throws PERIOD_STATE, PERIOD_ORDER where a later one is closed. */
    public Period reopen(Tx tx, UUID id) {
        Period period = lock(tx, id);
        for (Period other : new PeriodQueries_(tx.session()).periods()) {
            if (!other.isOpen() && other.getStartDate().isAfter(period.getStartDate())) {
                throw new ErpException(
                        FinanceError.PERIOD_ORDER,
                        "the period from %s is closed: reopen it first",
                        other.getStartDate());
            }
        }
        period.reopen();
        return recorded(tx, period, "reopen", Map.of("state", period.getState()));
    }

    /**
     * Date of the company's opening, once that is closed: nothing is dated before. Where it is
     * being closed, that is waited for; it is not closed before this transaction ends.
     */
    private static @Nullable LocalDate openingDate(Tx tx) {
        List<UUID> ids = new PeriodQueries_(tx.session()).openings();
        if (ids.isEmpty()) {
            return null;
        }
        Opening opening = tx.keep(Opening.class, ids.getFirst(), FinanceError.OPENING_NOT_STARTED);
        return opening.getState() == OpeningState.CLOSED ? opening.getOpeningDate() : null;
    }

    private static Timeline timeline(Tx tx) {
        return new Timeline(new PeriodQueries_(tx.session()).periods());
    }

    private static Period added(Tx tx, Planned planned) {
        Period period = tx.add(new Period(tx.newId(), planned, openingDate(tx)));
        tx.record(
                PERIOD,
                period.getId(),
                0,
                "create",
                Map.of("startDate", planned.start(), "endDate", planned.end()));
        return period;
    }

    /**
     * Nobody can use it until we commit. Others compare what they remember of it when they post.
     */
    private static Period lockUnused(Tx tx, UUID id, LongConsumer expect) {
        Period period = lock(tx, id);
        expect.accept(period.getVersion());
        if (!period.isOpen()) {
            throw new ErpException(
                    FinanceError.PERIOD_STATE,
                    "the period from %s is closed: reopen it first",
                    period.getStartDate());
        }
        if (lastPosted(tx, period) != null) {
            throw new ErpException(
                    FinanceError.PERIOD_USED,
                    "there are entries in the period from %s: it stays as it is",
                    period.getStartDate());
        }
        return period;
    }

    private static @Nullable Instant lastPosted(Tx tx, Period period) {
        return new PeriodQueries_(tx.session()).lastPostedIn(period.getId()).getFirst();
    }

    /** Waits for all who are posting into it; none can post until we commit. */
    private static Period lock(Tx tx, UUID id) {
        CompanyLock.take(tx);
        return tx.lock(Period.class, id, FinanceError.PERIOD_NOT_FOUND);
    }

    /** Not before the last entry: its transaction may have started after ours and locked first. */
    private static Instant lastMoment(Tx tx, Period period) {
        Instant last = lastPosted(tx, period);
        return last == null || last.isBefore(tx.now()) ? tx.now() : last;
    }

    private static Period recorded(Tx tx, Period period, String action, Map<String, ?> detail) {
        tx.flush();
        tx.record(PERIOD, period.getId(), period.getVersion(), action, detail);
        return period;
    }
}
