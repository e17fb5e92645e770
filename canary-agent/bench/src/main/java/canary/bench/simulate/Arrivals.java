package canary.bench.simulate;

/** How much comes in one tick, and how much of it the canary really gets. */
final class Arrivals {
    /** Factor on the release's rate. */
    double load;

    /** Part of the users that the canary gets, 0 to 1. */
    double canaryShare;

    /** Whether what the scenario is about has begun: minutes are counted from there. */
    boolean hasBegun;
}
