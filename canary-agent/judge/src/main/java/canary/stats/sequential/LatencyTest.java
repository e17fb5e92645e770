package canary.stats.sequential;

import canary.stats.BucketEdges;
import canary.stats.Domain;
import canary.stats.Margin;
import canary.stats.PairedCounts;

import java.util.Arrays;

/**
 * Compares two latency distributions on the buckets of a histogram: for each edge j, "slower than
 * edge j" is a bad outcome and {@link ErrorTest}'s e-process runs on it, with {@code psi} as
 * margin.
 *
 * <p><b>Harm</b>: {@code E = sum_j v_j E_j}. Null hypothesis: at <em>every</em> edge {@code
 * P(canary slower) <= psi P(stable slower) + eps}. A mean of e-values is an e-value under any
 * dependence between them (Vovk and Wang, <i>E-values: calibration, combination and
 * applications</i>, Annals of Statistics 2021, arXiv 1912.06116), and edges of one histogram depend
 * on each other strongly. It is exact on Prometheus' {@code _bucket} counters, and sees a slow tail
 * that quantiles hide.
 *
 * <p><b>Safety</b>: {@code E = min_j E_j}. Null hypothesis: at <em>some</em> edge the canary is
 * slower by the margin or more; each must be refuted, at no price (intersection-union test).
 *
 * <p>Conditions as for {@link ErrorTest}. Both versions' histograms have these edges; {@link
 * BucketEdges#common} aligns those that do not. Not thread-safe; no tick allocates.
 */
public final class LatencyTest {
    private final BucketEdges edges;
    private final Block.Suspect suspect;
    private final Mixture mixture;
    private final Block block;
    private final double[] logWeights;
    private final double[] logEs;
    private double logE;
    private double peakLogE;

    private LatencyTest(BucketEdges edges, Block.Suspect suspect, Mixture mixture) {
        this.edges = edges;
        this.suspect = suspect;
        this.mixture = mixture;
        block = new Block(suspect, mixture, edges.size());
        logEs = new double[edges.size()];
        logWeights = new double[edges.size()];
        Arrays.fill(logWeights, -Math.log(edges.size()));
    }

    /** Evidence that the canary is slower than stable by more than the margin, at some edge. */
    public static LatencyTest harm(BucketEdges edges, Margin margin, Alternatives alternatives) {
        return new LatencyTest(
                edges,
                Block.Suspect.CANARY,
                new Mixture(margin.ratio(), margin.share(), 0, alternatives, edges.size()));
    }

    /** Evidence that the canary is within the margin, at all edges. */
    public static LatencyTest safety(BucketEdges edges, Margin margin, Alternatives alternatives) {
        return new LatencyTest(
                edges,
                Block.Suspect.STABLE,
                new Mixture(1 / margin.ratio(), 0, margin.share(), alternatives, edges.size()));
    }

    /**
     * Adds a tick judged by its own counts; see {@link ErrorTest#observe(PairedCounts)}.
     *
     * @param canary increase of the canary's cumulative bucket counts: trials at or below each
     *     edge, then all of them ({@code +Inf}); none below 0, none below the one before
     * @param stable likewise
     */
    public void observe(long[] canary, long[] stable) {
        take(canary, stable);
        if (!block.isSparse() && block.close()) {
            evaluate();
        }
    }

    /**
     * Adds a tick judged by the canary's share; see {@link ErrorTest#observe(PairedCounts,
     * double)}.
     */
    public void observe(long[] canary, long[] stable, double canaryShare) {
        Domain.openUnit(canaryShare, "canaryShare");
        check(canary, "canary");
        check(stable, "stable");
        closeBlock();
        take(canary, stable);
        if (!block.isEmpty()) {
            block.close(canaryShare);
            evaluate();
        }
    }

    /**
     * Judges what waits for a larger block. Call it when the weights change, before the next tick.
     */
    public void closeBlock() {
        if (!block.isEmpty() && block.close()) {
            evaluate();
        }
    }

    public EValue evidence() {
        return new EValue(logE, peakLogE);
    }

    /** Natural logarithm of E now, without allocating; for {@link EValues}. */
    public double logE() {
        return logE;
    }

    /** Natural logarithm of the e-value at one edge, to say where the difference lies. */
    public double logE(int edge) {
        return logEs[edge];
    }

    /** In seconds: the edge whose e-value is largest. */
    public double tellingEdge() {
        int best = 0;
        for (int j = 1; j < logEs.length; j++) {
            best = logEs[j] > logEs[best] ? j : best;
        }
        return edges.edge(best);
    }

    public TestState snapshot() {
        return block.snapshot(peakLogE);
    }

    /** Goes on from a snapshot of a test with the same edges, margin and alternatives. */
    public void restore(TestState snapshot) {
        block.restore(snapshot);
        peakLogE = snapshot.peakLogE();
        combine();
        evidence();
    }

    private void take(long[] canary, long[] stable) {
        check(canary, "canary");
        check(stable, "stable");
        int last = edges.size();
        block.trials(canary[last], stable[last]);
        for (int j = 0; j < last; j++) {
            block.bad(j, canary[last] - canary[j], stable[last] - stable[j]);
        }
    }

    private void check(long[] cumulative, String name) {
        Domain.sameLength(cumulative.length, edges.size() + 1, name);
        long before = 0;
        for (long count : cumulative) {
            if (count < before) {
                throw Domain.outside(name, "at least 0 and nowhere decreasing", count);
            }
            before = count;
        }
    }

    private void evaluate() {
        combine();
        peakLogE = Math.max(peakLogE, logE);
    }

    private void combine() {
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < logEs.length; j++) {
            logEs[j] = mixture.logE(j);
            least = Math.min(least, logEs[j]);
        }
        logE = suspect == Block.Suspect.CANARY ? EValues.logMean(logEs, logWeights) : least;
    }
}
