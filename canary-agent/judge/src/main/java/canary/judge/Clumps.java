package canary.judge;

/**
 * The same thing failing many times within one interval on one route is hardly so many independent
 * failures: further ones count less and less. Only the canary's are damped, so that the damping can
 * never blame it. Where next to all requests of a route fail, they are not one user's.
 */
final class Clumps {
    /** Requests of one user in an interval in which all of a route fail. */
    private static final double OF_ONE = 4;

    private Clumps() {}

    /**
     * How many events so many bad outcomes count as, at most so many.
     *
     * @param bad of these requests
     */
    static double of(long bad, long requests) {
        if (bad <= 1) {
            return (double) bad;
        }
        double share = (double) bad / Math.max(bad, requests);
        double damped = 1 + Math.log((double) bad) / Math.log(4);
        return Math.min((double) bad, Math.max(damped, bad * share * share / OF_ONE));
    }
}
