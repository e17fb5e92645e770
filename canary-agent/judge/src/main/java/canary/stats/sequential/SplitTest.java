package canary.stats.sequential;

import canary.stats.Domain;
import canary.stats.ShareBand;

import org.hipparchus.special.Beta;

/**
 * Does the real split of users or requests match the configured one? Lindon and Malek's sequential
 * multinomial test with a tolerance band, for one stage of a release.
 *
 * <p>Null hypothesis: each trial goes to the canary independently with one probability within the
 * band. With counts {@code c, s}, a prior {@code a = k expected, b = k (1 - expected)} and the
 * multivariate beta function B,
 *
 * <pre>O = B(a + c, b + s) / B(a, b) / sup over theta in band of theta^c (1 - theta)^s</pre>
 *
 * For a single theta this is Theorem 2.1 of Lindon and Malek (arXiv 2011.03567; formula from the
 * author's code, optimizely/ssrm); dividing by the supremum, reached at {@code c / (c + s)} moved
 * into the band, is never larger than dividing by the true theta's likelihood, so it holds for the
 * whole band.
 *
 * <p>The evidence is the mean of O and 1, half of the weight each: what the stages of a release
 * have together may then be averaged, and a stage to come counts 1.
 *
 * <p>Conditions: trials are assigned independently. With routing by user, requests are not: count
 * each user once. Alarm at a p-value below 0.001, as is the custom. Not thread-safe; no tick
 * allocates.
 */
public final class SplitTest {
    private static final double LOG_TWO = Math.log(2);

    private final double concentration;
    private final ShareBand band;
    private long canary;
    private long stable;
    private double peakLogE;

    /**
     * @param concentration k, trials that the prior is worth, above 0 and at most a million: 100
     *     finds gross errors soonest, 10 000 is for small ones
     * @param band of the stage
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

    private double logE() {
        return logAdd(logO() - LOG_TWO, -LOG_TWO);
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
