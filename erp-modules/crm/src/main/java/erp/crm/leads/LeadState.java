package erp.crm.leads;

import java.util.Set;

/** What is known of a lead. */
public enum LeadState {
    NEW,
    CONTACTED,
    QUALIFIED,
    CONVERTED,
    DISQUALIFIED,
    MERGED;

    boolean isOpen() {
        return switch (this) {
            case NEW, CONTACTED, QUALIFIED -> true;
            case CONVERTED, DISQUALIFIED, MERGED -> false;
        };
    }

    Set<LeadState> next() {
        return switch (this) {
            case NEW -> Set.of(CONTACTED, QUALIFIED, CONVERTED, DISQUALIFIED, MERGED);
            case CONTACTED -> Set.of(QUALIFIED, CONVERTED, DISQUALIFIED, MERGED);
            case QUALIFIED -> Set.of(CONVERTED, DISQUALIFIED, MERGED);
            case DISQUALIFIED -> Set.of(NEW);
            case CONVERTED, MERGED -> Set.of();
        };
    }
}
