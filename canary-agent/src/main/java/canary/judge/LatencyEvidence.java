package canary.judge;

import canary.stats.Alternatives;
import canary.stats.BucketEdges;
import canary.stats.StratifiedTest;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * Whether the canary is slower than stable: the sequential test on "slower than edge j" of all
 * routes, of each module and of each route; beside them the fixed limit on the 95th percentile.
 */
public final class LatencyEvidence {
    private static final double P95 = 0.95;

    /** Small slowdowns matter most: weights fall with the square root of the ratio. */
    private static final Alternatives ALTERNATIVES = Alternatives.logGrid(1.1, 30, 20).tilted(1);

    private final Settings.Latency settings;
    private final double threshold;
    private final BucketEdges edges;
    private final Routes routes;
    private final Mean mean;
    private final StratifiedTest test;
    private final Pending pending;
    private final Span stage;
    private final Span compared;
    private final Window recent;
    private final double[] canarySlow;
    private final double[] stableSlow;
    private double peak;

    LatencyEvidence(Settings all, Routes routes, BucketEdges edges) {
        settings = all.latency();
        threshold = -Math.log(all.alpha() * settings.weight());
        this.edges = edges;
        this.routes = routes;
        mean = new Mean(settings.parts(), routes);
        test = new StratifiedTest(settings.margin(), ALTERNATIVES, edges.size());
        pending = new Pending(edges.size());
        stage = Span.empty(edges.size());
        compared = Span.empty(edges.size());
        recent = new Window(settings.window(), edges.size());
        canarySlow = new double[edges.size()];
        stableSlow = new double[edges.size()];
    }

    void nextStage() {
        for (int route = 0; route < pending.routes(); route++) {
            compare(route, 1);
        }
        pending.clear();
        stage.clear();
        recent.clear();
    }

    void observe(Instant at, Interval added) {
        Additions canary = added.canary();
        Additions stable = added.stable();
        stage.add(canary, stable);
        compared.add(canary, stable);
        recent.add(at, added.canaryTotals(), added.stableTotals());
        int last = Math.max(canary.routes(), stable.routes());
        for (int route = 0; route < last; route++) {
            pending.add(route, canary.times(route), stable.times(route));
            compare(route, Pending.ENOUGH);
        }
        peak = Math.max(peak, mean.logE(0, test));
    }

    /** Compares what waits of a route, once both versions have so many answers. */
    private void compare(int route, long enough) {
        long[] canary = pending.canary(route);
        long[] stable = pending.stable(route);
        long n = canary[edges.size()];
        long m = stable[edges.size()];
        if (n < enough || m < enough) {
            return;
        }
        for (int edge = 0; edge < edges.size(); edge++) {
            canarySlow[edge] = (double) (n - canary[edge]);
            stableSlow[edge] = (double) (m - stable[edge]);
        }
        double trials = (double) n;
        test.cell(route, routes.module(route), trials, (double) m, trials, canarySlow, stableSlow);
        pending.clear(route);
    }

    /** What follows from the evidence and from the fixed limit. */
    public Answer answer() {
        if (rejects()) {
            return Answer.HARMFUL;
        }
        Answer limit =
                limit(stage.canary(), stage.stable())
                        .orGraver(limit(recent.canary(), recent.stable()));
        if (limit != Answer.HEALTHY) {
            return limit;
        }
        return stage.canary().timed() < settings.minRequests() ? Answer.UNDECIDED : Answer.HEALTHY;
    }

    /** Held to the fixed limit; healthy where too little was seen to say. */
    public Answer limit(Totals canary, Totals stable) {
        double limit = settings.p95().toNanos() / 1e9;
        if (canary.timed() < settings.minRequests() || p95(canary).orElse(0) <= limit) {
            return Answer.HEALTHY;
        }
        boolean isAlike = stable.timed() >= settings.minRequests() && p95(stable).orElse(0) > limit;
        return isAlike ? Answer.SHARED : Answer.HARMFUL;
    }

    /** The 95th percentile in seconds; empty where nothing was timed. */
    public OptionalDouble p95(Totals totals) {
        return edges.quantile(P95, totals.times());
    }

    /** Whether the sequential test has blamed the canary at any look. */
    public boolean rejects() {
        return peak >= threshold;
    }

    /** Natural logarithm of the largest evidence at any look. */
    public double logE() {
        return peak;
    }

    /** What the evidence must reach. */
    public double threshold() {
        return threshold;
    }

    public Leader leader() {
        return mean.leader(0, test);
    }

    /** The edge that tells most against the canary over all routes. */
    public int tellingEdge() {
        return test.tellingEvent();
    }

    public BucketEdges edges() {
        return edges;
    }

    /** Since the present weight is in force. */
    public Span stage() {
        return stage;
    }

    /** Since the canary has traffic. */
    public Span compared() {
        return compared;
    }

    /** The recent past, within the stage. */
    public Span recent() {
        return new Span(recent.canary(), recent.stable());
    }
}
