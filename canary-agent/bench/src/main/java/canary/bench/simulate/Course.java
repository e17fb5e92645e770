package canary.bench.simulate;

/**
 * What befalls one release, tick by tick. It may keep state and draw chance: each release has its
 * own.
 */
@FunctionalInterface
interface Course {
    /**
     * Changes what is not as in a healthy release; everything has been reset before.
     *
     * @param tick from 0
     */
    void at(int tick, Condition canary, Condition stable, Arrivals traffic);

    /** Draws what differs between the releases of a scenario, such as when an incident begins. */
    @FunctionalInterface
    interface Start {
        Course with(RandomCounts draws);
    }
}
