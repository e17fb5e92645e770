package canary.gates.input;

import canary.judge.IgnoredRoutes;
import canary.judge.Settings;
import canary.stats.Margin;

import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a plan says of the gates, one record a gate. Fixed limits stop absolutely; margins say how
 * much worse than stable still counts as alike.
 */
public record Limits(
        Errors errors,
        Refusals refusals,
        Latency latency,
        Business business,
        Availability availability,
        Telemetry telemetry,
        Split split,
        Database database,
        Data data,
        Feedback feedback,
        Saturation saturation,
        Smoke smoke,
        List<Integration> integrations,
        IgnoredRoutes ignored)
        implements Serializable {

    /** Of a plan that says nothing of its gates. */
    public static final Limits STANDARD =
            new Limits(
                    new Errors(
                            Settings.STANDARD.errors().maxShare(),
                            Settings.STANDARD.errors().minRequests(),
                            Settings.STANDARD.errors().window(),
                            Settings.STANDARD.errors().margin(),
                            Settings.STANDARD.errors().mustSee()),
                    new Refusals(true, Settings.STANDARD.refusals().margin(), Set.of()),
                    new Latency(
                            Settings.STANDARD.latency().p95(),
                            Settings.STANDARD.latency().minRequests(),
                            Settings.STANDARD.latency().window(),
                            Settings.STANDARD.latency().margin(),
                            Settings.STANDARD.latency().warmUp()),
                    new Business(true, 0.5, Set.of()),
                    new Availability(2, Duration.ofMinutes(5), Duration.ofSeconds(30)),
                    new Telemetry(Settings.STANDARD.silence()),
                    new Split(
                            Settings.STANDARD.split().tolerance(),
                            Settings.STANDARD.split().alpha()),
                    new Database(
                            true,
                            100,
                            new Margin(1.3, 0.005),
                            Duration.ofMillis(20),
                            10,
                            Duration.ofMinutes(5),
                            Duration.ofSeconds(30)),
                    new Data(
                            true,
                            Duration.ofMinutes(1),
                            Duration.ofSeconds(20),
                            Duration.ofMinutes(5)),
                    new Feedback(true, new Margin(1.5, 0.001)),
                    new Saturation(
                            true,
                            1.5,
                            Duration.ofSeconds(30),
                            Duration.ofMinutes(2),
                            50,
                            0.25,
                            0.7,
                            0.8),
                    new Smoke(true, true, Set.of()),
                    List.of(),
                    IgnoredRoutes.STANDARD);

    public Limits {
        integrations = List.copyOf(integrations);
    }

    /** How far back a gate looks beside the whole stage. */
    public Duration longestWindow() {
        return Stream.of(
                        errors.window(), latency.window(), database.window(), availability.window())
                .max(Comparator.naturalOrder())
                .orElseThrow();
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
                new Settings.Refusals(
                        Budget.REFUSALS,
                        refusals.margin(),
                        standard.refusals().parts(),
                        refusals.except()),
                new Settings.Latency(
                        Budget.LATENCY,
                        latency.margin(),
                        standard.latency().parts(),
                        latency.p95(),
                        latency.minRequests(),
                        latency.window(),
                        latency.warmUp()),
                new Settings.Split(split.alpha(), split.tolerance()),
                telemetry.staleAfter(),
                ignored);
    }

    /**
     * @param maxShare largest share of 5xx answers that is no harm, 0 to 1
     * @param minRequests fewer than these decide nothing
     * @param window the recent past that is judged beside the whole stage
     * @param margin for the comparison with stable
     * @param mustSee the canary passes only once so small a share of failures would have been seen
     */
    public record Errors(
            double maxShare, long minRequests, Duration window, Margin margin, double mustSee)
            implements Serializable {}

    /**
     * @param isEnabled whether the gate is asked
     * @param margin for the comparison with stable of each status
     * @param except routes that refuse more on purpose, as {@code POST /api/v1/sales/orders}
     */
    public record Refusals(boolean isEnabled, Margin margin, Set<String> except)
            implements Serializable {

        public Refusals {
            except = Collections.unmodifiableSet(new TreeSet<>(except));
        }
    }

    /**
     * @param p95 largest 95th percentile of the time to answer that is no harm
     * @param minRequests fewer than these decide nothing
     * @param window the recent past that is judged beside the whole stage
     * @param margin for the comparison with stable, at each edge of the histogram
     * @param warmUp how long a new process is only held to the limit; for ten times as long,
     *     slowness that fades is watched and not blamed
     */
    public record Latency(
            Duration p95, long minRequests, Duration window, Margin margin, Duration warmUp)
            implements Serializable {}

    /**
     * @param isEnabled whether the gate is asked
     * @param margin least part of what stable's work comes to that is no harm, above 0 and below 1
     * @param except kinds and routes of which less comes on purpose, as {@code sales order} and
     *     {@code GET /api/v1/sales/orders}
     */
    public record Business(boolean isEnabled, double margin, Set<String> except)
            implements Serializable {

        public Business {
            except = Collections.unmodifiableSet(new TreeSet<>(except));
        }
    }

    /**
     * @param maxRestarts so many ends of canary pods within the window are no harm
     * @param window the recent past in which they are counted
     * @param unreadyFor how long a canary pod may be gone or not ready
     */
    public record Availability(int maxRestarts, Duration window, Duration unreadyFor)
            implements Serializable {}

    /**
     * @param staleAfter how old the newest reading of a source may be
     */
    public record Telemetry(Duration staleAfter) implements Serializable {}

    /**
     * @param tolerance by which part of itself the canary's share may differ, 0 to 1
     * @param alpha chance of a false alarm in the whole release; the custom is 0.001
     */
    public record Split(double tolerance, double alpha) implements Serializable {}

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
            Duration warmUp)
            implements Serializable {}

    /**
     * @param isEnabled whether the gate is asked, where the plan names a database
     * @param every time between the beginnings of two runs of the checks
     * @param timeout how long all checks together may take
     * @param staleAfter how old the newest run may be
     */
    public record Data(boolean isEnabled, Duration every, Duration timeout, Duration staleAfter)
            implements Serializable {}

    /**
     * @param isEnabled whether the gate is asked
     * @param margin for the comparison of complaints per user-minute with stable
     */
    public record Feedback(boolean isEnabled, Margin margin) implements Serializable {}

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
            double pool)
            implements Serializable {}

    /**
     * @param isEnabled whether what stable tells is tried
     * @param isEveryStage whether the tests run again at the beginning of each stage
     * @param skip tests that this release goes without
     */
    public record Smoke(boolean isEnabled, boolean isEveryStage, Set<String> skip)
            implements Serializable {

        public Smoke {
            skip = Collections.unmodifiableSet(new TreeSet<>(skip));
        }

        /** Whether the tests run while users may reach the canary. */
        public boolean isTriedLive() {
            return isEnabled && isEveryStage;
        }
    }
}
