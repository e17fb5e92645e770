package erp.purchasing.requisitions;

import java.util.Set;

/** Where a requisition stands. */
public enum RequisitionState {
    DRAFT,
    SUBMITTED,
    APPROVED,
    REJECTED,
    CONVERTED;

    Set<RequisitionState> next() {
        return switch (this) {
            case DRAFT -> Set.of(SUBMITTED);
            case SUBMITTED -> Set.of(DRAFT, APPROVED, REJECTED);
            case APPROVED -> Set.of(REJECTED, CONVERTED);
            case REJECTED, CONVERTED -> Set.of();
        };
    }
}
