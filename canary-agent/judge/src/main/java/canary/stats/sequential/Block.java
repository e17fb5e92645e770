package canary.stats.sequential;

import canary.stats.Margin;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A {@link StratifiedTest} of one stratum, judged by its own counts: ticks are added up until they
 * carry information.
 */
final class Block implements Serializable {
    /** Observed counts carry next to no information below this many trials of a version. */
    private static final long SPARSE = 3;

    private final StratifiedTest test;
    private final double[] canaryBad;
    private final double[] stableBad;
    private long canaryTrials;
    private long stableTrials;
    private double peakLogE;

    Block(Margin margin, Alternatives alternatives, int events) {
        test = new StratifiedTest(margin, alternatives, events);
        canaryBad = new double[events];
        stableBad = new double[events];
    }

    void bad(int event, long canary, long stable) {
        canaryBad[event] += canary;
        stableBad[event] += stable;
    }

    /** Ends a tick, after its bad events; the rule when to judge looks at counts only. */
    void trials(long canary, long stable) {
        canaryTrials = Math.addExact(canaryTrials, canary);
        stableTrials = Math.addExact(stableTrials, stable);
        if (Math.min(canaryTrials, stableTrials) >= SPARSE) {
            close();
        }
    }

    /** Judges what has come in; a block with only one version says nothing. */
    void close() {
        if (canaryTrials > 0 && stableTrials > 0) {
            double canary = canaryTrials;
            test.cell(0, 0, canary, (double) stableTrials, canary, canaryBad, stableBad);
            peakLogE = Math.max(peakLogE, test.logAll());
        }
        canaryTrials = 0;
        stableTrials = 0;
        Arrays.fill(canaryBad, 0);
        Arrays.fill(stableBad, 0);
    }

    double logE() {
        return test.logAll();
    }

    int tellingEvent() {
        return test.tellingEvent();
    }

    EValue evidence() {
        return new EValue(logE(), peakLogE);
    }
}
