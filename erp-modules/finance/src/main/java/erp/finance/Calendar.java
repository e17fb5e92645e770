package erp.finance;

import erp.core.ErpException;
import erp.core.Sql;
import erp.core.Tx;

import org.hibernate.StaleStateException;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Finds and locks the period of a date. Which period that is and of which fiscal year stays as it
 * is once an entry has been posted into it. Until then it may be changed or removed, also by
 * another process, so what is remembered is compared with the row when it is locked.
 */
final class Calendar {
    private static final String CHANGED = "CHANGED";
    private static final String STATE =
            """
            select case when fiscal_year = ? and ? between start_date and end_date
                        then state else 'CHANGED' end
            from finance_period where id = ? and company_id = ? lock in share mode\
            """;

    private final Facts<LocalDate, Span> spans = new Facts<>();

    /** A period, without its state. */
    record Span(UUID period, int fiscalYear) {}

    /** Throws NO_PERIOD. */
    Span at(Tx tx, LocalDate date) {
        return spans.get(tx, date, () -> load(tx, date));
    }

    /** The open period of that date, which stays open until commit. Throws PERIOD_CLOSED. */
    Span lockOpen(Tx tx, LocalDate date) {
        Span span = at(tx, date);
        if (!lock(tx, span, date)) {
            throw new ErpException(FinanceError.PERIOD_CLOSED, "the period of %s is closed", date);
        }
        return span;
    }

    /** Whether the date's period is open, which it then stays until commit. */
    boolean lockIfOpen(Tx tx, LocalDate date) {
        return lock(tx, at(tx, date), date);
    }

    void forget(UUID company) {
        spans.forget(company);
    }

    /**
     * Shared: posting goes on side by side, and closing waits for it. A dry run posts nothing, so
     * it only looks. Where the period has been changed or removed, the transaction is run again.
     */
    private boolean lock(Tx tx, Span span, LocalDate date) {
        String state =
                Sql.query(
                                tx.session(),
                                STATE,
                                List.of(span.fiscalYear(), date, span.period(), tx.companyId()),
                                row -> row.getString(1))
                        .stream()
                        .findAny()
                        .orElse(CHANGED);
        if (state.equals(CHANGED)) {
            forget(tx.companyId());
            throw new StaleStateException("the period of " + date + " has been changed");
        }
        return PeriodState.valueOf(state) == PeriodState.OPEN;
    }

    private static Span load(Tx tx, LocalDate date) {
        List<Period> periods = new FinanceQueries_(tx.session()).periodsAt(date);
        if (periods.isEmpty()) {
            throw new ErpException(
                    FinanceError.NO_PERIOD, "there is no accounting period for %s", date);
        }
        Period period = periods.getFirst();
        return new Span(period.getId(), period.getFiscalYear());
    }
}
