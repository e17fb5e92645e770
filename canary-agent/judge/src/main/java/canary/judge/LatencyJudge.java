package canary.judge;

import canary.judge.Warming.Warmth;
import canary.judge.traffic.Increase;
import canary.judge.traffic.Interval;
import canary.judge.traffic.PendingAnswers;
import canary.judge.traffic.RequestTotals;
import canary.judge.traffic.RouteTimes;
import canary.judge.traffic.Routes;
import canary.judge.traffic.Span;
import canary.judge.traffic.Window;
import canary.stats.BucketEdges;
import canary.stats.Counts;
import canary.stats.PairedCounts;
import canary.stats.sequential.SmallestEffect;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether the canary is slower than stable: the sequential test on "slower than edge j" of all
 * routes, of each module and of each route; beside them the fixed limit on the 95th percentile.
 */
public final class LatencyJudge implements Serializable {
    private static final double P95 = 0.95;
    private static final double POWER = 0.8;

    /** How much more must have been seen before the smallest visible effect is worked out again. */
    private static final double GROWTH = 1.02;

    /** Stable's share of slow answers at the edge that the smallest visible effect is told for. */
    private static final double FEW = 0.2;

    /** So many answers tell the shape of the histogram well enough. */
    private static final double WEIGHED_BY = 200;

    private static final double USUAL = 0.6;
    private static final double RARE = 0.0005;

    private final Settings.Latency settings;
    private final double threshold;
    private final BucketEdges edges;
    private final Routes routes;
    private final SlownessTests tests;
    private final PendingAnswers pending;
    private final Warming warming;
    private final Span stage;
    private final Span compared;
    private final RouteTimes byRoute;
    private final List<Span> pastStages = new ArrayList<>();
    private final Window recent;
    private final double[] canarySlow;
    private final double[] stableSlow;
    private final PodDrift drift;
    private @Nullable Visible visible;
    private long comparedInStage;
    private long visibleAt = -1;
    private double peak;

    LatencyJudge(Settings all, Routes routes, BucketEdges edges) {
        settings = all.latency();
        threshold = -Math.log(all.alpha() * settings.weight());
        this.edges = edges;
        this.routes = routes;
        tests = new SlownessTests(settings, routes, edges.size());
        pending = new PendingAnswers(edges.size());
        warming = new Warming(settings.warmUp(), edges.size());
        stage = Span.empty(edges.size());
        compared = Span.empty(edges.size());
        byRoute = new RouteTimes(edges.size());
        recent = new Window(settings.window(), edges.size());
        canarySlow = new double[edges.size()];
        stableSlow = new double[edges.size()];
        drift = new PodDrift(edges.size());
    }

    /**
     * Edges that most answers are slower than, and edges that next to none is, get less weight: no
     * likely harm shows at them first. Seen from both versions together and before anything is
     * compared, so that it says nothing about which is slower.
     */
    private void weigh() {
        double both = (double) compared.canary().timed() + compared.stable().timed();
        if (both < WEIGHED_BY) {
            return;
        }
        double[] weights = new double[edges.size()];
        for (int edge = 0; edge < weights.length; edge++) {
            double slower =
                    (compared.canary().slower(edge) + compared.stable().slower(edge)) / both;
            weights[edge] = slower > USUAL ? 0.05 : slower < RARE ? 0.5 : 1;
        }
        tests.weigh(weights);
    }

    void nextStage() {
        comparePending(1, warming.warmth());
        pending.clear();
        Span past = Span.empty(edges.size());
        past.add(stage);
        pastStages.add(past);
        stage.clear();
        recent.clear();
        comparedInStage = 0;
        visibleAt = -1;
        refresh();
    }

    /** See {@link Judge#warmth}; what was pending is of the warmth before. */
    void warmth(Instant from, Optional<Instant> canary) {
        Warmth before = warming.warmth();
        boolean isFadingSoFar = isFading();
        Warmth now = warming.next(from, canary);
        if (now == before) {
            return;
        }
        comparePending(1, before);
        pending.clear();
        if (before == Warmth.WARMING) {
            tests.endWatch(isFadingSoFar);
        }
    }

    void observe(Instant at, Duration length, Interval added) {
        Increase canary = added.canary();
        Increase stable = added.compared();
        stage.add(canary, added.stable());
        recent.add(at, added.canaryTotals(), added.stableTotals());
        Warmth warmth = warming.warmth();
        if (warmth == Warmth.COLD) {
            return;
        }
        compared.add(canary, stable);
        byRoute.add(canary, stable);
        comparedInStage += added.canaryTotals().timed();
        int last = Math.max(canary.routes(), stable.routes());
        for (int route = 0; route < last; route++) {
            pending.add(route, canary.times(route), stable.times(route));
        }
        if (!tests.isWeighed()) {
            weigh();
        }
        drift.next(length, added.canaryTotals(), added.comparedTotals(), compared);
        comparePending(PendingAnswers.ENOUGH, warmth);
        if (warmth == Warmth.WARMING) {
            warming.observe(added);
            peak = isLasting() ? Math.max(peak, tests.watchedLogE()) : peak;
        } else {
            peak = Math.max(peak, tests.logE());
        }
        refresh();
    }

    private boolean isLasting() {
        return tests.isWatching() && warming.isTold() && warming.isLasting(tests.tellingEdge());
    }

    private boolean isFading() {
        return tests.isWatching() && warming.isFading(tests.tellingEdge());
    }

    /** Too little of this stage was compared, because processes were new. */
    public boolean isCold() {
        return comparedInStage < settings.minRequests();
    }

    /** The canary is slower than stable, and its processes are new: the slowness may fade. */
    public boolean isWatched() {
        return !rejects() && tests.watchedLogE() >= threshold();
    }

    private void comparePending(long enough, Warmth warmth) {
        for (int route = 0; tests.isWeighed() && route < pending.routes(); route++) {
            compare(route, enough, warmth);
        }
    }

    /** Compares what waits of a route, once both versions have so many answers. */
    private void compare(int route, long enough, Warmth warmth) {
        long[] canary = pending.canary(route);
        long[] stable = pending.stable(route);
        long n = canary[edges.size()];
        long m = stable[edges.size()];
        if (n < enough || m < enough) {
            return;
        }
        for (int edge = 0; edge < edges.size(); edge++) {
            canarySlow[edge] = (n - canary[edge]) / drift.discount(edge);
            stableSlow[edge] = (m - stable[edge]) / drift.discount(edge);
        }
        double trials = (double) n;
        tests.of(warmth == Warmth.WARMING)
                .cell(
                        route,
                        routes.module(route),
                        trials * drift.widening(),
                        (double) m,
                        trials,
                        canarySlow,
                        stableSlow);
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
        boolean isTimed =
                isTimed(stage.canary())
                        && comparedInStage >= settings.minRequests()
                        && compared.stable().timed() > 0;
        return isTimed && !isWatched() ? Answer.HEALTHY : Answer.UNDECIDED;
    }

    /** Whether enough was timed, and not only what happens to be timed. */
    private boolean isTimed(RequestTotals totals) {
        return totals.timed() >= settings.minRequests() && 2 * totals.timed() >= totals.requests();
    }

    /** Held to the fixed limit; healthy where too little was seen to say. */
    public Answer limit(RequestTotals canary, RequestTotals stable) {
        if (!isAbove(canary)) {
            return Answer.HEALTHY;
        }
        return isAbove(stable) ? Answer.SHARED : Answer.HARMFUL;
    }

    private boolean isAbove(RequestTotals totals) {
        double limit = settings.p95().toNanos() / 1e9;
        return totals.timed() >= settings.minRequests() && p95(totals).orElse(Double.NaN) > limit;
    }

    /** The 95th percentile in seconds; empty where nothing was timed. */
    public OptionalDouble p95(RequestTotals totals) {
        return edges.quantile(P95, totals.times());
    }

    /**
     * The smallest share of slow answers that all routes together would have shown by now.
     *
     * @param seconds slow means slower than this edge
     * @param share of the canary's answers
     */
    public record Visible(double seconds, double share) implements Serializable {}

    /** At the first edge that few answers are slower than; empty where nothing would have shown. */
    public Optional<Visible> visible() {
        return Optional.ofNullable(visible);
    }

    /**
     * With what is seen, not when somebody asks: a replay asks less often and must find the same.
     */
    private void refresh() {
        if (visibleAt < 0 || compared.canary().timed() > visibleAt * GROWTH) {
            visibleAt = compared.canary().timed();
            visible = work();
        }
    }

    private @Nullable Visible work() {
        int edge = 0;
        while (edge < edges.size() - 1
                && compared.stable().slower(edge) > FEW * compared.stable().timed()) {
            edge++;
        }
        List<PairedCounts> ticks = new ArrayList<>();
        for (Span span : pastStages) {
            ticks.add(tick(span, edge));
        }
        ticks.add(tick(stage, edge));
        double alpha = Math.exp(-threshold) * Math.max(settings.parts().all(), 1e-3);
        double slow = edges.edge(edge);
        return SmallestEffect.of(ticks, settings.margin(), SlownessTests.ALTERNATIVES, alpha, POWER)
                .map(effect -> new Visible(slow, effect.share()))
                .orElse(null);
    }

    private PairedCounts tick(Span span, int edge) {
        return new PairedCounts(slow(span.canary(), edge), slow(span.stable(), edge));
    }

    private Counts slow(RequestTotals totals, int edge) {
        long trials = Math.round(totals.timed() / drift.discount(edge));
        return new Counts(
                trials, Math.min(trials, Math.round(totals.slower(edge) / drift.discount(edge))));
    }

    /** Whether the sequential test has blamed the canary at any look. */
    public boolean rejects() {
        return peak >= threshold();
    }

    /** Natural logarithm of the largest evidence at any look. */
    public double logE() {
        return peak;
    }

    /** What the evidence must reach. */
    public double threshold() {
        return threshold + tests.price();
    }

    public StrongestComparison strongest() {
        return tests.strongest();
    }

    /** The edge at which the strongest comparison tells most against the canary. */
    public int tellingEdge() {
        return tests.tellingEdgeOfStrongest();
    }

    /** What the strongest comparison is of, since the canary has traffic. */
    public PairedCounts slower(int edge) {
        StrongestComparison of = strongest();
        return switch (of.level()) {
            case USERS, ALL -> tick(compared.canary().times(), compared.stable().times(), edge);
            case MODULE ->
                    tick(
                            byRoute.canary(routes, of.number()),
                            byRoute.stable(routes, of.number()),
                            edge);
            case ROUTE -> tick(byRoute.canary(of.number()), byRoute.stable(of.number()), edge);
        };
    }

    private static PairedCounts tick(long[] canary, long[] stable, int edge) {
        return new PairedCounts(slower(canary, edge), slower(stable, edge));
    }

    private static Counts slower(long[] atMost, int edge) {
        long all = atMost[atMost.length - 1];
        return new Counts(all, all - atMost[edge]);
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
