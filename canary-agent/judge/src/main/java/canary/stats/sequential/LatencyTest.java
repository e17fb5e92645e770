package canary.stats.sequential;

import canary.stats.BucketEdges;
import canary.stats.Domain;
import canary.stats.Margin;

import java.io.Serializable;

/**
 * Compares two latency distributions on the buckets of a histogram: for each edge j, "slower than
 * edge j" is a bad outcome and {@link ErrorTest}'s e-process runs on it, with {@code psi} as
 * margin.
 *
 * <p>{@code E = sum_j v_j E_j}. Null hypothesis: at <em>every</em> edge {@code P(canary slower) <=
 * psi P(stable slower) + eps}. A mean of e-values is an e-value under any dependence between them
 * (Vovk and Wang, <i>E-values: calibration, combination and applications</i>, Annals of Statistics
 * 2021, arXiv 1912.06116), and edges of one histogram depend on each other strongly. It is exact on
 * Prometheus' {@code _bucket} counters, and sees a slow tail that quantiles hide.
 *
 * <p>Conditions as for {@link ErrorTest}. Both versions' histograms have these edges. Not
 * thread-safe; no tick allocates.
 */
public final class LatencyTest implements Serializable {
    private final BucketEdges edges;
    private final Block block;

    private LatencyTest(BucketEdges edges, Block block) {
        this.edges = edges;
        this.block = block;
    }

    /** Evidence that the canary is slower than stable by more than the margin, at some edge. */
    public static LatencyTest harm(BucketEdges edges, Margin margin, Alternatives alternatives) {
        return new LatencyTest(edges, new Block(margin, alternatives, edges.size()));
    }

    /**
     * Adds a tick judged by its own counts; see {@link ErrorTest#observe}.
     *
     * @param canary increase of the canary's cumulative bucket counts: trials at or below each
     *     edge, then all of them ({@code +Inf}); none below 0, none below the one before
     * @param stable likewise
     */
    public void observe(long[] canary, long[] stable) {
        check(canary, "canary");
        check(stable, "stable");
        int last = edges.size();
        for (int j = 0; j < last; j++) {
            block.bad(j, canary[last] - canary[j], stable[last] - stable[j]);
        }
        block.trials(canary[last], stable[last]);
    }

    /**
     * Judges what waits for a larger block. Call it when the weights change, before the next tick.
     */
    public void closeBlock() {
        block.close();
    }

    public EValue evidence() {
        return block.evidence();
    }

    /** Natural logarithm of E now, without allocating. */
    public double logE() {
        return block.logE();
    }

    /** In seconds: the edge whose e-value is largest. */
    public double tellingEdge() {
        return edges.edge(block.tellingEvent());
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
}
