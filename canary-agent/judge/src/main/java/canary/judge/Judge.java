package canary.judge;

import canary.judge.traffic.Increase;
import canary.judge.traffic.Interval;
import canary.judge.traffic.Routes;
import canary.stats.BucketEdges;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * Judges a release from one source of counters, interval by interval. A pure function of the
 * intervals in their order, so a restarted agent that reads them again goes on to the same numbers.
 * Not thread-safe.
 */
public final class Judge implements Serializable {
    /** Trials that the configured share is worth. */
    private static final double PRIOR = 100;

    private final ErrorJudge errors;
    private final RefusalJudge refusals;
    private final LatencyJudge latency;
    private final SplitJudge split;
    private final SilenceJudge silence;
    private final Routes routes;
    private double canaryTrials;
    private double trials;
    private int weight = -1;

    /**
     * @param routes numbers of the routes, shared with whoever fills the increases; those known by
     *     now get most of the routes' share of alpha
     * @param edges of both versions' histograms
     */
    public Judge(Settings settings, Routes routes, BucketEdges edges) {
        this.routes = routes;
        errors = new ErrorJudge(settings, routes, edges.size());
        refusals = new RefusalJudge(settings, routes);
        latency = new LatencyJudge(settings, routes, edges);
        split = new SplitJudge(settings.split());
        silence = new SilenceJudge(settings.silence());
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
        boolean isSettled = weightNow == weight || weight < 0;
        if (!isSettled) {
            nextStage();
        }
        weight = weightNow;
        double share = weightNow / 100.0;
        if (isSettled) {
            split.observe(at.minus(length), weightNow, canary, stable);
            silence.observe(length, share, canary, stable);
        }
        if (weightNow == 0) {
            errors.learn(stable);
            refusals.learn(stable);
            return;
        }
        Interval added = new Interval(canary, stable);
        double seen = share(share, isSettled, added);
        errors.observe(at, seen, isSettled, added);
        refusals.observe(seen, isSettled, added);
        latency.observe(at, length, added);
    }

    private void nextStage() {
        errors.nextStage();
        refusals.nextStage();
        latency.nextStage();
        split.nextStage();
        canaryTrials = 0;
        trials = 0;
    }

    /** The configured share, moved to what is seen of it in this stage. */
    private double share(double configured, boolean isSettled, Interval added) {
        if (isSettled) {
            canaryTrials += added.canary().requests();
            trials += (double) added.canary().requests() + added.stable().requests();
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

    public Routes routes() {
        return routes;
    }
}
