package canary.judge;

import canary.judge.traffic.Increase;
import canary.judge.traffic.Interval;
import canary.judge.traffic.PendingAnswers;
import canary.judge.traffic.RequestTotals;
import canary.judge.traffic.Routes;
import canary.judge.traffic.Span;
import canary.judge.traffic.Window;
import canary.stats.BucketEdges;
import canary.stats.Counts;
import canary.stats.PairedCounts;
import canary.stats.sequential.Alternatives;
import canary.stats.sequential.SmallestEffect;
import canary.stats.sequential.StratifiedTest;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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

    /**
     * Long-run variance of the drift between two versions' pods, of the logarithm of the ratio of
     * slow answers, in seconds: some 5 % for half a minute at a time.
     */
    private static final double DRIFT = 0.6;

    /**
     * By how much the margin grows with each answer a second, in the harmonic sense: what lasting
     * differences between pods there are shows ever more clearly the more is counted, and a change
     * of the version that matters is found there in a minute all the same.
     */
    private static final double WIDER = 0.006;

    private static final double USUAL = 0.6;
    private static final double RARE = 0.0005;

    /** Small slowdowns matter most: weights fall with the square root of the ratio. */
    private static final Alternatives ALTERNATIVES = Alternatives.logGrid(1.1, 30, 20).tilted(0.4);

    private final Settings.Latency settings;
    private final double threshold;
    private final BucketEdges edges;
    private final Routes routes;
    private final MeanEvidence mean;
    private final StratifiedTest test;
    private final PendingAnswers pending;
    private final Span stage;
    private final Span compared;
    private final List<Span> pastStages = new ArrayList<>();
    private final Window recent;
    private final double[] canarySlow;
    private final double[] stableSlow;
    private final double[] discounts;
    private double widening = 1;
    private boolean isWeighed;
    private @Nullable Visible visible;
    private long visibleAt = -1;
    private double peak;

    LatencyJudge(Settings all, Routes routes, BucketEdges edges) {
        settings = all.latency();
        threshold = -Math.log(all.alpha() * settings.weight());
        this.edges = edges;
        this.routes = routes;
        mean = new MeanEvidence(settings.parts(), routes);
        test = new StratifiedTest(settings.margin(), ALTERNATIVES, edges.size());
        pending = new PendingAnswers(edges.size());
        stage = Span.empty(edges.size());
        compared = Span.empty(edges.size());
        recent = new Window(settings.window(), edges.size());
        canarySlow = new double[edges.size()];
        stableSlow = new double[edges.size()];
        discounts = new double[edges.size()];
        Arrays.fill(discounts, 1);
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
        test.weigh(weights);
        isWeighed = true;
    }

    /**
     * Pods drift: for a while one version's are slower by chance, and all their answers with them.
     * The more answers a second there are, the less each one says beyond that drift: with slow
     * answers at rates a and b the variance of the log ratio grows from (1/a + 1/b) to (1/a + 1/b +
     * V) a second, so each counts for 1 / (1 + V a b / (a + b)).
     */
    private void discount(Duration length, Interval added) {
        double seconds = length.toNanos() / 1e9;
        double both = (double) compared.canary().timed() + compared.stable().timed();
        widening =
                1
                        + WIDER
                                * harmonic(
                                        added.canaryTotals().timed() / seconds,
                                        added.stableTotals().timed() / seconds);
        for (int edge = 0; edge < edges.size(); edge++) {
            double share =
                    (compared.canary().slower(edge) + compared.stable().slower(edge))
                            / Math.max(1, both);
            double a = share * added.canaryTotals().timed() / seconds;
            double b = share * added.stableTotals().timed() / seconds;
            discounts[edge] = 1 + DRIFT * harmonic(a, b);
        }
    }

    private static double harmonic(double a, double b) {
        return a + b == 0 ? 0 : a * b / (a + b);
    }

    void nextStage() {
        for (int route = 0; isWeighed && route < pending.routes(); route++) {
            compare(route, 1);
        }
        pending.clear();
        Span past = Span.empty(edges.size());
        past.add(stage);
        pastStages.add(past);
        stage.clear();
        recent.clear();
        visibleAt = -1;
        refresh();
    }

    void observe(Instant at, Duration length, Interval added) {
        Increase canary = added.canary();
        Increase stable = added.stable();
        stage.add(canary, stable);
        compared.add(canary, stable);
        recent.add(at, added.canaryTotals(), added.stableTotals());
        int last = Math.max(canary.routes(), stable.routes());
        for (int route = 0; route < last; route++) {
            pending.add(route, canary.times(route), stable.times(route));
        }
        if (!isWeighed) {
            weigh();
        }
        discount(length, added);
        for (int route = 0; isWeighed && route < pending.routes(); route++) {
            compare(route, PendingAnswers.ENOUGH);
        }
        peak = Math.max(peak, mean.logE(0, test));
        refresh();
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
            canarySlow[edge] = (n - canary[edge]) / discounts[edge];
            stableSlow[edge] = (m - stable[edge]) / discounts[edge];
        }
        double trials = (double) n;
        test.cell(
                route,
                routes.module(route),
                trials * widening,
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
        boolean isTimed = isTimed(stage.canary()) && compared.stable().timed() > 0;
        return isTimed ? Answer.HEALTHY : Answer.UNDECIDED;
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
        return SmallestEffect.of(ticks, settings.margin(), ALTERNATIVES, alpha, POWER)
                .map(effect -> new Visible(slow, effect.share()))
                .orElse(null);
    }

    private PairedCounts tick(Span span, int edge) {
        return new PairedCounts(slow(span.canary(), edge), slow(span.stable(), edge));
    }

    private Counts slow(RequestTotals totals, int edge) {
        long trials = Math.round(totals.timed() / discounts[edge]);
        return new Counts(
                trials, Math.min(trials, Math.round(totals.slower(edge) / discounts[edge])));
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

    public StrongestComparison strongest() {
        return mean.strongest(0, test);
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
