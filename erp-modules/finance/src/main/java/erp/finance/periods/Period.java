package erp.finance.periods;

import erp.core.ErpException;
import erp.core.tx.Document;
import erp.finance.common.FinanceError;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A span of days that entries are posted into while it is open. */
@Entity
@Table(name = "finance_period")
public class Period extends Document {
    private int fiscalYear;
    private int number;
    private LocalDate startDate;
    private LocalDate endDate;

    @Enumerated(EnumType.STRING)
    private PeriodState state;

    private @Nullable Instant closedAt;

    /** Nothing is posted before; absent where no opening says so. */
    private @Nullable LocalDate openFrom;

    protected Period() {}

    Period(UUID id, Timeline.Planned planned, @Nullable LocalDate opening) {
        super(id);
        this.state = PeriodState.OPEN;
        change(planned, opening);
    }

    /**
     * Only before anything is posted into it.
     *
     * @param opening date that the books were opened with, if they were
     */
    final void change(Timeline.Planned planned, @Nullable LocalDate opening) {
        fiscalYear = planned.fiscalYear();
        number = planned.number();
        startDate = planned.start();
        endDate = planned.end();
        openFrom = opening != null && startDate.isBefore(opening) ? opening : null;
    }

    void close(Instant at) {
        become(PeriodState.CLOSED);
        closedAt = at;
    }

    void reopen() {
        become(PeriodState.OPEN);
        closedAt = null;
    }

    public boolean isOpen() {
        return state == PeriodState.OPEN;
    }

    boolean overlaps(LocalDate start, LocalDate end) {
        return !startDate.isAfter(end) && !start.isAfter(endDate);
    }

    int getFiscalYear() {
        return fiscalYear;
    }

    int getNumber() {
        return number;
    }

    LocalDate getStartDate() {
        return startDate;
    }

    LocalDate getEndDate() {
        return endDate;
    }

    PeriodState getState() {
        return state;
    }

    @Nullable Instant getClosedAt() {
        return closedAt;
    }

    @Nullable LocalDate getOpenFrom() {
        return openFrom;
    }

    private void become(PeriodState next) {
        if (!state.next().contains(next)) {
            throw new ErpException(
                    FinanceError.PERIOD_STATE,
                    "period %d of %d is %s already",
                    number,
                    fiscalYear,
                    next);
        }
        state = next;
    }
}
