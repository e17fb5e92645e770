package erp.sales.orders;

import java.util.Set;

/**
 * Where an order stands. How much is delivered or invoiced is derived, never a state of its own.
 */
public enum OrderState {
    DRAFT,
    CONFIRMED,
    CLOSED,
    CANCELLED;

    Set<OrderState> next() {
        return switch (this) {
            case DRAFT -> Set.of(CONFIRMED, CANCELLED);
            case CONFIRMED -> Set.of(CLOSED, CANCELLED);
            case CLOSED ->
                    Set.of(CONFIRMED, CANCELLED); // what was delivered or billed is taken back
            case CANCELLED -> Set.of();
        };
    }
}
