package erp.production.orders;

import java.util.EnumSet;
import java.util.Set;

/** Where a work order stands. How much is issued, booked and received is counted, no state. */
public enum OrderState {
    /** Can be changed. */
    PLANNED,
    /** Fixed; planning leaves it alone. */
    FIRMED,
    /** Its components are set aside. */
    RELEASED,
    IN_PROGRESS,
    /** Nothing more is made; late cost still comes. */
    COMPLETED,
    /** Settled: its work in progress is zero, and nothing is posted any more. */
    CLOSED,
    CANCELLED;

    Set<OrderState> next() {
        return switch (this) {
            case PLANNED -> EnumSet.of(FIRMED, CANCELLED);
            case FIRMED -> EnumSet.of(RELEASED, CANCELLED);
            case RELEASED -> EnumSet.of(IN_PROGRESS, CANCELLED);
            case IN_PROGRESS -> EnumSet.of(COMPLETED, CANCELLED);
            case COMPLETED -> EnumSet.of(IN_PROGRESS, CLOSED);
            case CLOSED, CANCELLED -> EnumSet.noneOf(OrderState.class);
        };
    }

    boolean isPostable() {
        return this == RELEASED || this == IN_PROGRESS || this == COMPLETED;
    }

    /** Whether its goods are still to come and to go, as planners see it. */
    public boolean isOpen() {
        return this == PLANNED || this == FIRMED || this == RELEASED || this == IN_PROGRESS;
    }
}
