package erp.finance.periods;

import java.util.Set;

/** Whether an opening run can still be changed. */
public enum OpeningState {
    DRAFT,
    CLOSED;

    Set<OpeningState> next() {
        return switch (this) {
            case DRAFT -> Set.of(CLOSED);
            case CLOSED -> Set.of();
        };
    }
}
