package erp.finance.periods;

import java.util.Set;

/** Whether entries can be posted into a period. */
public enum PeriodState {
    OPEN,
    CLOSED;

    Set<PeriodState> next() {
        return switch (this) {
            case OPEN -> Set.of(CLOSED);
            case CLOSED -> Set.of(OPEN);
        };
    }
}
