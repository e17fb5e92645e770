package canary.stats.sequential;

import canary.stats.Domain;
import canary.stats.ShareBand;

import org.hipparchus.special.Beta;

/**
 * Does the real split of users or requests match the configured one? Lindon and Malek's sequential
 * multinomial test with a tolerance band, for a release in stages.
 *
 * <p>Null hypothesis of a stage: each trial goes to the canary independently with one probability
 * within the band. With counts {@code c, s}, a prior {@code a = k expected, b = k (1 - expected)}
 * and the multivariate beta function B,
 *
 * <pre>O = B(a + c, b + s) / B(a, b) / sup over theta in band of theta^c (1 - theta)^s</pre>
 *
 * For a single theta this is Theorem 2.1 of Lindon and Malek (arXiv 2011.03567; formula from the
 * author's code, optimizely/ssrm); dividing by the supremum, reached at {@code c / (c + s)} moved
 * into the band, is never larger than dividing by the true theta's likelihood, so it holds for the
 * whole band.
 *
 * <p>Stages differ in theta, so each has its own O; the release's evidence is their mean with
 * weights {@code 1 / (s (s + 1))} for the s-th stage, where a stage that is over keeps its last O
 * and those that have not begun count 1. A product would be valid too, but a long right stage would
 * then hide a wrong one.
 *
 * <p>Conditions: trials are assigned independently. With routing by user, requests are not: count
 * each user once. Alarm at a p-value below 0.001, as is the custom. Not thread-safe; no tick
 * allocates.
 */
public final class SplitTest {
    private final double concentration;
    private ShareBand band;
    private int stage = 1;
    private double logClosed = Double.NEGATIVE_INFINITY;
    private long canary;
    private long stable;
    private double peakLogE;

    /**
     * @param concentration k, trials that the prior is worth, above 0 and at most a million: 100
     *     finds gross errors soonest, 10 000 is for small ones
     * @param band of the first stage
     */
    public SplitTest(double concentration, ShareBand band) {
        Domain.check(
                concentration > 0 && concentration <= 1e6,
                "concentration",
                "above 0 and at most 1000000",
                concentration);
        this.concentration = concentration;
        this.band = band;
    }

    /** The split was changed on purpose: what comes from now on is judged by the new band. */
    public void nextStage(ShareBand next) {
        logClosed = logAdd(logClosed, logWeight() + logO());
        stage = Math.addExact(stage, 1);
        band = next;
        canary = 0;
        stable = 0;
    }

    /** Adds the increases of one tick; both at least 0. */
    public void observe(long canaryTrials, long stableTrials) {
        Domain.check(canaryTrials >= 0, "canaryTrials", "at least 0", canaryTrials);
        Domain.check(stableTrials >= 0, "stableTrials", "at least 0", stableTrials);
        canary = Math.addExact(canary, canaryTrials);
        stable = Math.addExact(stable, stableTrials);
        peakLogE = Math.max(peakLogE, logE());
    }

    public EValue evidence() {
        return new EValue(logE(), peakLogE);
    }

    /** The share seen in this stage; NaN before the first trial. */
    public double share() {
        return (double) canary / ((double) canary + stable);
    }

    /**
     * Everything that the test knows.
     *
     * @param stage from 1
     * @param logClosed weighted evidence of the stages that are over; -Infinity in the first
     */
    public record State(
            int stage,
            double logClosed,
            ShareBand band,
            long canary,
            long stable,
            double peakLogE) {
        public State {
            Domain.check(stage >= 1, "stage", "at least 1", stage);
            Domain.check(
                    canary >= 0 && stable >= 0, "counts", "at least 0", canary + ", " + stable);
            Domain.check(!Double.isNaN(logClosed), "logClosed", "a number", logClosed);
            Domain.check(peakLogE >= 0, "peakLogE", "at least 0", peakLogE);
        }
    }

    public State state() {
        return new State(stage, logClosed, band, canary, stable, peakLogE);
    }

    /** Goes on from the state of a test with the same concentration. */
    public void restore(State state) {
        stage = state.stage();
        logClosed = state.logClosed();
        band = state.band();
        canary = state.canary();
        stable = state.stable();
        peakLogE = state.peakLogE();
    }

    private double logE() {
        double begun = logAdd(logClosed, logWeight() + logO());
        double toCome = -Math.log(stage + 1.0); // sum of the weights of stages that have not begun
        return logAdd(begun, toCome);
    }

    private double logWeight() {
        return -Math.log((double) stage * (stage + 1.0));
    }

    private double logO() {
        double trials = (double) canary + stable;
        if (trials == 0) {
            return 0;
        }
        double a = concentration * band.expected();
        double b = concentration * (1 - band.expected());
        double theta = band.nearest(canary / trials);
        return Beta.logBeta(a + canary, b + stable)
                - Beta.logBeta(a, b)
                - timesLog((double) canary, theta)
                - timesLog((double) stable, 1 - theta);
    }

    private static double timesLog(double count, double probability) {
        return count == 0 ? 0 : count * Math.log(probability);
    }

    private static double logAdd(double a, double b) {
        double top = Math.max(a, b);
        return top + Math.log1p(Math.exp(Math.min(a, b) - top));
    }
}
