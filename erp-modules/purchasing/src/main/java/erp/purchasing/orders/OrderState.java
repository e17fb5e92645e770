package erp.purchasing.orders;

import java.util.Set;

/** Where an order stands. */
public enum OrderState {
    DRAFT,
    SUBMITTED,
    APPROVED,
    CONFIRMED,
    CLOSED,
    CANCELLED;

    Set<OrderState> next() {
        return switch (this) {
            case DRAFT -> Set.of(SUBMITTED, APPROVED, CANCELLED);
            case SUBMITTED -> Set.of(DRAFT, APPROVED, CANCELLED);
            case APPROVED -> Set.of(CONFIRMED, CANCELLED);
            case CONFIRMED -> Set.of(CLOSED, CANCELLED);
            case CLOSED -> Set.of(CONFIRMED); // a receipt or an invoice is taken back
            case CANCELLED -> Set.of();
        };
    }
}
