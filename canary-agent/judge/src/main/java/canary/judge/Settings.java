package canary.judge;

import canary.stats.Margin;

import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/**
 * What a release is judged by.
 *
 * @param alpha chance that a canary at the edge of its margins is blamed, over the whole release
 * @param silence how long a version may count nothing before that is strange
 * @param ignored routes that are nobody's traffic
 */
public record Settings(
        double alpha,
        Errors errors,
        Refusals refusals,
        Latency latency,
        Split split,
        Duration silence,
        IgnoredRoutes ignored)
        implements Serializable {

    /** The limits of the requirements document, and margins that the benchmark chose. */
    public static final Settings STANDARD =
            new Settings(
                    0.025,
                    new Errors(
                            0.35,
                            new Margin(1.3, 0.0005),
                            new Parts(0.42, 0.42, 0.06, 0.1),
                            0.05,
                            100,
                            Duration.ofMinutes(5),
                            0.1),
                    new Refusals(
                            0.1, new Margin(1.5, 0.002), new Parts(0, 0.8, 0.1, 0.1), Set.of()),
                    new Latency(
                            0.39,
                            new Margin(1.1, 0),
                            new Parts(0, 0.8, 0.1, 0.1),
                            Duration.ofSeconds(1),
                            100,
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(1)),
                    new Split(0.001, 0.25),
                    Duration.ofMinutes(1),
                    IgnoredRoutes.STANDARD);

    /**
     * Shares of a gate's alpha; they sum to at most 1.
     *
     * @param users distinct users by minute
     * @param all all routes together
     * @param modules split evenly over modules
     * @param routes split evenly over routes
     */
    public record Parts(double users, double all, double modules, double routes)
            implements Serializable {}

    /**
     * @param weight share of alpha
     * @param maxShare largest share of 5xx answers that is no harm, whatever stable does
     * @param minRequests fewer than these decide nothing by that limit
     * @param window the recent past that is held to the limit beside the whole stage
     * @param mustSee the canary is fit only once so small a share of failures would have been seen
     */
    public record Errors(
            double weight,
            Margin margin,
            Parts parts,
            double maxShare,
            long minRequests,
            Duration window,
            double mustSee)
            implements Serializable {}

    /**
     * @param weight share of alpha
     * @param except routes that refuse more on purpose, as {@code POST /api/v1/sales/orders}
     */
    public record Refusals(double weight, Margin margin, Parts parts, Set<String> except)
            implements Serializable {}

    /**
     * @param weight share of alpha
     * @param p95 largest 95th percentile of the time to answer that is no harm
     * @param minRequests fewer than these decide nothing by that limit
     * @param window the recent past that is held to the limit beside the whole stage
     * @param warmUp how long a new process is only held to the limit; for ten times as long,
     *     slowness that fades is not blamed
     */
    public record Latency(
            double weight,
            Margin margin,
            Parts parts,
            Duration p95,
            long minRequests,
            Duration window,
            Duration warmUp)
            implements Serializable {}

    /**
     * @param alpha chance that a split within its tolerance is blamed; beside the release's alpha
     * @param tolerance how far the real share may be from the configured one, as a part of it
     */
    public record Split(double alpha, double tolerance) implements Serializable {}
}
