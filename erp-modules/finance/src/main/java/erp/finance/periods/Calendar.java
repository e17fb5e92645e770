package erp.finance.periods;

import erp.core.ErpException;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.finance.common.CommittedFacts;
import erp.finance.common.FinanceError;

import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Finds and locks the period of a date. Which period that is and of which fiscal year stays as it
 * is once an entry has been posted into it. Until then it may be changed or removed, also by
 * another process, so what is remembered is compared with the row when it is locked.
 */
public final class Calendar {
    private static final String STATE =
            """
            select state, open_from from finance_period
            where id = ? and company_id = ? and fiscal_year = ? and ? between start_date and end_date
            lock in share mode\
            """;

    private final CommittedFacts<LocalDate, Span> spans = new CommittedFacts<>();

    /** A period, without its state. */
    public record Span(UUID period, int fiscalYear) {}

    /** Throws NO_PERIOD. */
    public Span at(Tx tx, LocalDate date) {
        return spans.get(tx, date, () -> load(tx, date));
    }

    /** The open period of that date, which stays open until commit. Throws PERIOD_CLOSED. */
    public Span lockOpen(Tx tx, LocalDate date) {
        Span span = at(tx, date);
        Posting posting = lock(tx, span, date);
        LocalDate from = posting.openFrom();
        if (from != null && date.isBefore(from)) {
            throw new ErpException(
                    FinanceError.PERIOD_CLOSED,
                    "%s is before the opening: the books begin with the balances of %s",
                    date,
                    from);
        }
        if (!posting.isOpen()) {
            throw new ErpException(FinanceError.PERIOD_CLOSED, "the period of %s is closed", date);
        }
        return span;
    }

    /** Whether something can be posted on that date, which then stays so until commit. */
    public boolean lockIfOpen(Tx tx, LocalDate date) {
        Posting posting = lock(tx, at(tx, date), date);
        LocalDate from = posting.openFrom();
        return posting.isOpen() && (from == null || !date.isBefore(from));
    }

    public void forget(UUID company) {
        spans.forget(company);
    }

    /** What may be posted into a period. */
    private record Posting(PeriodState state, @Nullable LocalDate openFrom) {
        boolean isOpen() {
            return state == PeriodState.OPEN;
        }
    }

    /**
     * Shared: posting goes on side by side, and closing waits for it, of a period and of an
     * opening. Where the period has been changed or removed, the transaction is run again.
     */
    private Posting lock(Tx tx, Span span, LocalDate date) {
        List<Posting> found =
                Sql.query(
                        tx.session(),
                        STATE,
                        List.of(span.period(), tx.companyId(), span.fiscalYear(), date),
                        row ->
                                new Posting(
                                        PeriodState.valueOf(row.getString(1)),
                                        row.getObject(2, LocalDate.class)));
        if (found.isEmpty()) {
            forget(tx.companyId());
            throw new StaleStateException("the period of " + date + " has been changed");
        }
        return found.getFirst();
    }

    private static Span load(Tx tx, LocalDate date) {
        List<Period> periods = new PeriodQueries_(tx.session()).periodsAt(date);
        if (periods.isEmpty()) {
            throw new ErpException(
                    FinanceError.NO_PERIOD, "there is no accounting period for %s", date);
        }
        Period period = periods.getFirst();
        return new Span(period.getId(), period.getFiscalYear());
    }
}
