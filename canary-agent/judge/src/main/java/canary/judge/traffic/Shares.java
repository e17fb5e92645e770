package canary.judge.traffic;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The canary's share of the trials of each stratum in the present stage, for strata too sparse to
 * be compared by a single interval's counts: by Poisson thinning the share stands in for them.
 * Shrunk towards a share that is known better, and never beyond what was seen of the stratum.
 */
public final class Shares implements Serializable {
    /** Trials that the share known better is worth. */
    private static final double PRIOR = 20;

    private double[] canary = new double[8];
    private double[] stable = new double[8];

    public void clear() {
        Arrays.fill(canary, 0);
        Arrays.fill(stable, 0);
    }

    public void add(int stratum, long canaryTrials, long stableTrials) {
        if (stratum >= canary.length) {
            int size = Math.max(stratum + 1, 2 * canary.length);
            canary = Arrays.copyOf(canary, size);
            stable = Arrays.copyOf(stable, size);
        }
        canary[stratum] += canaryTrials;
        stable[stratum] += stableTrials;
    }

    /**
     * @param known share that all strata have together, above 0 and below 1
     */
    public double of(int stratum, double known) {
        double both = canary[stratum] + stable[stratum];
        return (PRIOR * known + canary[stratum]) / (PRIOR + both);
    }
}
