package canary.bench.simulate;

import canary.counters.Refusal;

/** Which requests a version answers 4xx beyond those that deserve it. */
enum Refused {
    NOTHING(Refusal.OTHER),
    /** Every request, as not found. */
    EVERYTHING(Refusal.NOT_FOUND),
    /** Every request, as not signed in. */
    EVERYBODY(Refusal.UNAUTHORIZED),
    /** Every new order, as invalid. */
    ORDERS(Refusal.INVALID),
    /** One new order in ten. */
    SOME_ORDERS(Refusal.INVALID),
    /** Everything on the rare route. */
    RARE(Refusal.FORBIDDEN);

    private final Refusal how;

    Refused(Refusal how) {
        this.how = how;
    }

    Refusal how() {
        return how;
    }

    boolean isAll() {
        return this == EVERYTHING || this == EVERYBODY;
    }

    /** Share of a route's requests. */
    double share(int route) {
        return switch (this) {
            case NOTHING -> 0;
            case EVERYTHING, EVERYBODY -> 1;
            case ORDERS -> route == Mix.ORDERS ? 1 : 0;
            case SOME_ORDERS -> route == Mix.ORDERS ? 0.1 : 0;
            case RARE -> route == Mix.RARE ? 1 : 0;
        };
    }
}
