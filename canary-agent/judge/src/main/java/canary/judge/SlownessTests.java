package canary.judge;

import canary.judge.traffic.Routes;
import canary.stats.sequential.Alternatives;
import canary.stats.sequential.StratifiedTest;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/**
 * The sequential test on "slower than edge j", and a second one beside it while the canary's
 * processes are new: slowness that lasts is evidence like any other, one that has faded is none. To
 * choose between the two by what was seen costs a factor of two.
 */
final class SlownessTests implements Serializable {
    /** Small slowdowns matter most: weights fall with the square root of the ratio. */
    static final Alternatives ALTERNATIVES = Alternatives.logGrid(1.1, 30, 20).tilted(0.4);

    private final Settings.Latency settings;
    private final int edges;
    private final MeanEvidence mean;
    private final StratifiedTest test;
    private @Nullable StratifiedTest watched;
    private double[] weights = {};
    private boolean hasWatched;

    SlownessTests(Settings.Latency settings, Routes routes, int edges) {
        this.settings = settings;
        this.edges = edges;
        mean = new MeanEvidence(settings.parts(), routes);
        test = new StratifiedTest(settings.margin(), ALTERNATIVES, edges);
    }

    /** To be called once, before anything is compared. */
    void weigh(double... byEdge) {
        weights = byEdge.clone();
        test.weigh(weights);
    }

    boolean isWeighed() {
        return weights.length > 0;
    }

    /**
     * The test that what is compared now belongs to.
     *
     * @param isNew whether the canary's processes are new
     */
    StratifiedTest of(boolean isNew) {
        if (!isNew) {
            return test;
        }
        StratifiedTest known = watched;
        if (known == null) {
            known = new StratifiedTest(settings.margin(), ALTERNATIVES, edges);
            known.weigh(weights);
            watched = known;
            hasWatched = true;
        }
        return known;
    }

    /** The processes are new no more. */
    void endWatch(boolean hasFaded) {
        if (watched != null && !hasFaded) {
            test.absorb(watched);
        }
        watched = null;
    }

    /** Natural logarithm of the evidence that counts. */
    double logE() {
        return mean.logE(0, test);
    }

    /** The same of what is watched, as if it were here to stay. */
    double watchedLogE() {
        return watched == null ? 0 : mean.logE(0, watched);
    }

    /** Whether something is watched. */
    boolean isWatching() {
        return watched != null;
    }

    /** What the choice between the two costs. */
    double price() {
        return hasWatched ? Math.log(2) : 0;
    }

    /** The edge that tells most over all routes, of what is watched where something is. */
    int tellingEdge() {
        return newest().tellingEvent();
    }

    StrongestComparison strongest() {
        return mean.strongest(0, newest());
    }

    /** The edge that tells most in the strongest comparison. */
    int tellingEdgeOfStrongest() {
        return strongest().tellingEvent(newest());
    }

    private StratifiedTest newest() {
        StratifiedTest known = watched;
        return known == null ? test : known;
    }
}
