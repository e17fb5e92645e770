package canary.gates.input;

import canary.judge.Settings;
import canary.smoke.Integration;
import canary.smoke.SmokeTest;
import canary.stats.Margin;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a plan says of the gates, one record a gate. Fixed limits stop absolutely; margins say how
 * much worse than stable still counts as alike.
 */
public record Limits(
        Errors errors,
        Latency latency,
        Availability availability,
        Telemetry telemetry,
        Split split,
        Database database,
        Data data,
        Feedback feedback,
        Saturation saturation,
        Smoke smoke,
        List<Integration> integrations) {

    public Limits {
        integrations = List.copyOf(integrations);
    }

    /**
     * What the judge goes by.
     *
     * @param alpha of the whole release
     */
    public Settings settings(double alpha) {
        Settings standard = Settings.STANDARD;
        return new Settings(
                alpha,
                new Settings.Errors(
                        Budget.ERRORS,
                        errors.margin(),
                        standard.errors().parts(),
                        errors.maxShare(),
                        errors.minRequests(),
                        errors.window(),
                        errors.mustSee()),
                new Settings.Latency(
                        Budget.LATENCY,
                        latency.margin(),
                        standard.latency().parts(),
                        latency.p95(),
                        latency.minRequests(),
                        latency.window()),
                new Settings.Split(split.alpha(), split.tolerance()),
                telemetry.staleAfter());
    }

    /**
     * @param maxShare largest share of 5xx answers that is no harm, 0 to 1
     * @param minRequests fewer than these decide nothing
     * @param window the recent past that is judged beside the whole stage
     * @param margin for the comparison with stable
     * @param mustSee the canary passes only once so small a share of failures would have been seen
     */
    public record Errors(
            double maxShare, long minRequests, Duration window, Margin margin, double mustSee) {

        /** A third as many again plus 0.05 points, as in a plan that says nothing. */
        public static final Margin MARGIN = Settings.STANDARD.errors().margin();

        public Errors(double maxShare, long minRequests, Duration window) {
            this(maxShare, minRequests, window, MARGIN, Settings.STANDARD.errors().mustSee());
        }
    }

    /**
     * @param p95 largest 95th percentile of the time to answer that is no harm
     * @param minRequests fewer than these decide nothing
     * @param window the recent past that is judged beside the whole stage
     * @param margin for the comparison with stable, at each edge of the histogram
     */
    public record Latency(Duration p95, long minRequests, Duration window, Margin margin) {

        /** 15 % more answers beyond an edge, as in a plan that says nothing. */
        public static final Margin MARGIN = Settings.STANDARD.latency().margin();

        public Latency(Duration p95, long minRequests, Duration window) {
            this(p95, minRequests, window, MARGIN);
        }
    }

    /**
     * @param maxRestarts restarts of canary pods since the stage began that are no harm
     * @param unreadyFor how long a canary pod may be gone or not ready
     */
    public record Availability(int maxRestarts, Duration unreadyFor) {}

    /**
     * @param staleAfter how old the newest reading of a source may be
     */
    public record Telemetry(Duration staleAfter) {}

    /**
     * @param tolerance by which part of itself the canary's share may differ, 0 to 1
     * @param alpha chance of a false alarm in the whole release; the custom is 0.001
     */
    public record Split(double tolerance, double alpha) {}

    /**
     * @param isEnabled whether the gate is asked
     * @param minQueries fewer statements of the canary than these decide nothing
     * @param margin for the comparison of query times and failing operations with stable
     * @param poolWait mean wait for a connection that is never too long
     * @param maxTimeouts callers that went away without a connection, canary alone, in the window
     * @param window the recent past that timeouts are counted in
     * @param warmUp how long the canary's first traffic is not compared
     */
    public record Database(
            boolean isEnabled,
            long minQueries,
            Margin margin,
            Duration poolWait,
            long maxTimeouts,
            Duration window,
            Duration warmUp) {}

    /**
     * @param isEnabled whether the gate is asked, where the plan names a database
     * @param every time between the beginnings of two runs of the checks
     * @param timeout how long all checks together may take
     * @param staleAfter how old the newest run may be
     */
    public record Data(boolean isEnabled, Duration every, Duration timeout, Duration staleAfter) {}

    /**
     * @param isEnabled whether the gate is asked
     * @param margin for the comparison of complaints per user-minute with stable
     */
    public record Feedback(boolean isEnabled, Margin margin) {}

    /**
     * @param isEnabled whether the gate is asked
     * @param ratio how much more per request, or of what there is, still counts as alike
     * @param block time over which use is averaged before it is compared once
     * @param warmUp how long the canary's first traffic is not compared
     * @param minRequests fewer of the canary in a block than these say nothing about processor time
     * @param cores processors a pod that are never too many
     * @param heap share of the heap that may stay alive
     * @param pool share of the connections that may be in use
     */
    public record Saturation(
            boolean isEnabled,
            double ratio,
            Duration block,
            Duration warmUp,
            long minRequests,
            double cores,
            double heap,
            double pool) {}

    /**
     * @param isEveryStage whether the tests run again at the beginning of each stage
     * @param skip tests that this release goes without
     */
    public record Smoke(boolean isEveryStage, Set<SmokeTest> skip) {

        public Smoke {
            skip = Collections.unmodifiableSet(new TreeSet<>(skip));
        }
    }
}
