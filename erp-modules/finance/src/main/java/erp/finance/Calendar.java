package erp.finance;

import erp.core.ErpException;
import erp.core.Tx;

import org.hibernate.FlushMode;
import org.hibernate.jpa.HibernateHints;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Finds and locks the period of a date. A period's days and fiscal year never change. */
final class Calendar {
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
        if (!lock(tx, span)) {
            throw new ErpException(FinanceError.PERIOD_CLOSED, "the period of %s is closed", date);
        }
        return span;
    }

    /** Whether the date's period is open, which it then stays until commit. */
    boolean lockIfOpen(Tx tx, LocalDate date) {
        return lock(tx, at(tx, date));
    }

    void forget(UUID company) {
        spans.forget(company);
    }

    /** Shared: posting goes on side by side, and closing waits for it. */
    private static boolean lock(Tx tx, Span span) {
        String state =
                tx.session()
                        .createNativeQuery(
                                """
                                select state from finance_period
                                where id = :period and company_id = :company lock in share mode
                                """,
                                String.class)
                        .setParameter("period", span.period())
                        .setParameter("company", tx.companyId())
                        .setHint(HibernateHints.HINT_FLUSH_MODE, FlushMode.MANUAL)
                        .getSingleResult();
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
