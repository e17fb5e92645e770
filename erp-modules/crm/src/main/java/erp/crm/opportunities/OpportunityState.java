package erp.crm.opportunities;

import java.util.Set;

/** Whether an opportunity is still one. */
public enum OpportunityState {
    OPEN,
    WON,
    LOST;

    Set<OpportunityState> next() {
        return switch (this) {
            case OPEN -> Set.of(WON, LOST);
            case WON, LOST -> Set.of(OPEN);
        };
    }
}
