package erp.hr.leave;

import java.util.Set;

/** Where a request for leave stands. */
public enum LeaveState {
    DRAFT,
    SUBMITTED,
    APPROVED,
    REJECTED,
    CANCELLED;

    Set<LeaveState> next() {
        return switch (this) {
            case DRAFT -> Set.of(SUBMITTED, CANCELLED);
            case SUBMITTED -> Set.of(APPROVED, REJECTED, CANCELLED);
            case APPROVED -> Set.of(CANCELLED);
            case REJECTED, CANCELLED -> Set.of();
        };
    }
}
