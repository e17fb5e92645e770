package erp.hr.expenses;

import java.util.Set;

/** Where an expense claim stands. */
public enum ClaimState {
    DRAFT,
    SUBMITTED,
    APPROVED,
    REIMBURSED,
    REJECTED,
    CANCELLED;

    Set<ClaimState> next() {
        return switch (this) {
            case DRAFT -> Set.of(SUBMITTED, CANCELLED);
            case SUBMITTED -> Set.of(APPROVED, REJECTED, CANCELLED);
            case APPROVED -> Set.of(REIMBURSED, REJECTED);
            case REIMBURSED, REJECTED, CANCELLED -> Set.of();
        };
    }
}
