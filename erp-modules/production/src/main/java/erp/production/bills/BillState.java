package erp.production.bills;

import java.util.Set;

/** Where a version of a bill stands. Whether an active one is valid depends on the day. */
public enum BillState {
    DRAFT,
    ACTIVE,
    WITHDRAWN;

    Set<BillState> next() {
        return switch (this) {
            case DRAFT -> Set.of(ACTIVE, WITHDRAWN);
            case ACTIVE, WITHDRAWN -> Set.of();
        };
    }
}
