package erp.hr.payroll;

import java.util.Set;

/** Where a payroll run stands. */
public enum RunState {
    DRAFT,
    CALCULATED,
    REVIEWED,
    APPROVED,
    POSTED,
    PAID,
    REVERSED,
    CANCELLED;

    Set<RunState> next() {
        return switch (this) {
            case DRAFT -> Set.of(CALCULATED, CANCELLED);
            case CALCULATED -> Set.of(REVIEWED, DRAFT, CANCELLED);
            case REVIEWED -> Set.of(APPROVED, DRAFT);
            case APPROVED -> Set.of(POSTED, DRAFT);
            case POSTED -> Set.of(PAID, REVERSED);
            case PAID -> Set.of(REVERSED);
            case REVERSED, CANCELLED -> Set.of();
        };
    }
}
