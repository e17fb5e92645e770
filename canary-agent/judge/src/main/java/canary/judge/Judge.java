package canary.judge;

import canary.judge.traffic.Counterparts;
import canary.judge.traffic.Increase;
import canary.judge.traffic.Interval;
import canary.judge.traffic.Routes;
import canary.judge.traffic.StableBefore;
import canary.stats.BucketEdges;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges a release from one source of counters, interval by interval. A pure function of the
 * intervals in their order, so a restarted agent that reads them again goes on to the same numbers.
 * Not thread-safe.
 */
public final class Judge implements Serializable {
    /** Trials that the configured share is worth. */
    private static final double PRIOR = 100;

    private static final int ALL = 100;

    /**
     * From here on stable has so little traffic that hardly any of its errors are to be expected,
     * and those of the canary are compared with what stable did before as well, unless stable is
     * hurt alike.
     */
    private static final int NEARLY_ALL = 90;

    private static final double SHARE_OF_BEFORE = 1.0 / (1 + StableBefore.TIMES);

    private final Settings settings;
    private final ErrorJudge errors;
    private final RefusalJudge refusals;
    private LatencyJudge latency;
    private final SplitJudge split;
    private final SilenceJudge silence;
    private final Routes routes;
    private final Counterparts counterparts;
    private final StableBefore before = new StableBefore();
    private double canaryTrials;
    private double trials;

    /** Of the interval before: one in which nobody looked for an hour says nothing of lateness. */
    private Duration usual = Duration.ofDays(1);

    private int weight = -1;
    private @Nullable Instant observedAt;

    /**
     * @param routes numbers of the routes, shared with whoever fills the increases; those known by
     *     now get most of the routes' share of alpha
     * @param edges of both versions' histograms
     */
    public Judge(Settings settings, Routes routes, BucketEdges edges) {
        this.settings = settings;
        this.routes = routes;
        errors = new ErrorJudge(settings, routes);
        refusals = new RefusalJudge(settings, routes);
        latency = new LatencyJudge(settings, routes, edges);
        split = new SplitJudge(settings.split());
        silence = new SilenceJudge(settings.silence());
        counterparts = new Counterparts(routes);
    }

    /** Times are counted at other edges from now on, since a version has shown its own. */
    void settle(BucketEdges edges) {
        latency = new LatencyJudge(settings, routes, edges);
    }

    /**
     * How warm the canary's processes are in the next interval.
     *
     * @param from its beginning
     * @param youngest when the youngest of them began; empty for long ago
     */
    void warmth(Instant from, Optional<Instant> youngest) {
        latency.warmth(from, youngest);
    }

    /**
     * Adds an interval.
     *
     * @param at its end
     * @param length how long it was
     * @param weightNow configured share of the canary at its end, percent; 0 to 100
     * @param canary what the canary added; not kept
     * @param stable what stable added; not kept
     */
    public void observe(
            Instant at, Duration length, int weightNow, Increase canary, Increase stable) {
        observedAt = at;
        boolean isSettled = weightNow == weight || weight < 0;
        if (!isSettled) {
            Duration late = length.compareTo(usual) < 0 ? length : usual;
            nextStage(at, late, canary, stable);
        }
        usual = length;
        weight = weightNow;
        double share = weightNow / 100.0;
        if (isSettled) {
            split.observe(at.minus(length), weightNow, canary, stable);
            silence.observe(length, share, canary, stable);
        }
        if (weightNow == 0) {
            errors.learn(stable);
            refusals.learn(stable);
            counterparts.learn(stable);
            before.add(at, stable);
            return;
        }
        if (weightNow == ALL) {
            compareWithBefore(at, length, isSettled, canary, stable);
            return;
        }
        before.add(at, stable);
        double seen = share(share, isSettled, canary, stable);
        counterparts.add(seen, canary, stable);
        boolean isRenamed = counterparts.isRenamed();
        // Of the past: what is compared with must not depend on what is compared.
        boolean isStableWell = errors.isStableBetterOfLate();
        Interval added =
                isRenamed
                        ? new Interval(
                                counterparts.merged(canary, true),
                                counterparts.merged(stable, false))
                        : new Interval(canary, stable);
        if (weightNow >= NEARLY_ALL && isStableWell && before.isKnown()) {
            Interval withBefore =
                    new Interval(
                            added.canary(),
                            added.stable(),
                            before.shown(at, added.canary(), isRenamed ? counterparts : null));
            errors.observe(at, SHARE_OF_BEFORE, isSettled, withBefore, counterparts);
            refusals.observe(at, SHARE_OF_BEFORE, isSettled, withBefore, counterparts);
        } else {
            errors.observe(at, seen, isSettled, added, counterparts);
            refusals.observe(at, seen, isSettled, added, counterparts);
        }
        latency.observe(at, length, added);
    }

    /** Stable has no traffic left: the canary is compared with what stable did before. */
    private void compareWithBefore(
            Instant at, Duration length, boolean isSettled, Increase canary, Increase stable) {
        boolean isRenamed = counterparts.isRenamed();
        Increase asked = isRenamed ? counterparts.merged(canary, true) : canary;
        Interval added =
                before.isKnown()
                        ? new Interval(
                                asked,
                                stable,
                                before.shown(at, asked, isRenamed ? counterparts : null))
                        : new Interval(asked, stable);
        double share = before.isKnown() ? SHARE_OF_BEFORE : 1;
        errors.observe(at, share, isSettled, added, counterparts);
        refusals.observe(at, share, isSettled, added, counterparts);
        latency.observe(at, length, added);
    }

    private void nextStage(Instant at, Duration length, Increase canary, Increase stable) {
        errors.nextStage();
        refusals.nextStage();
        latency.nextStage();
        split.nextStage(at, length, canary, stable);
        canaryTrials = 0;
        trials = 0;
    }

    /** The configured share, moved to what is seen of it in this stage. */
    private double share(double configured, boolean isSettled, Increase canary, Increase stable) {
        if (isSettled) {
            canaryTrials += canary.requests();
            trials += (double) canary.requests() + stable.requests();
        }
        return (PRIOR * configured + canaryTrials) / (PRIOR + trials);
    }

    /** The gravest answer of all questions. */
    public Answer answer() {
        return errors.answer()
                .orGraver(refusals.answer())
                .orGraver(latency.answer())
                .orGraver(split.answer())
                .orGraver(silence.answer());
    }

    /** The canary's weight at the last look, percent; negative before the first. */
    public int weight() {
        return weight;
    }

    public ErrorJudge errors() {
        return errors;
    }

    public RefusalJudge refusals() {
        return refusals;
    }

    public LatencyJudge latency() {
        return latency;
    }

    public SplitJudge split() {
        return split;
    }

    public SilenceJudge silence() {
        return silence;
    }

    /** Which routes both versions have. */
    public Counterparts counterparts() {
        return counterparts;
    }

    /** The end of the newest interval; empty before the first. */
    public Optional<Instant> observedAt() {
        return Optional.ofNullable(observedAt);
    }

    public Routes routes() {
        return routes;
    }
}
