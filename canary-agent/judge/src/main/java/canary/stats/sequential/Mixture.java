package canary.stats.sequential;

import canary.stats.Margin;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The engine of all tests of harm: log-likelihood ratios of canary against stable for a grid of
 * alternatives. The logarithms themselves lie in arrays of the tests, one number an alternative.
 *
 * <p>With offsets {@code s} and {@code t} (trials, or shares of the traffic), {@code theta = psi s
 * / (psi s + t)} is the chance that a bad event is the canary's at the boundary of the null
 * hypothesis, and an alternative {@code r} multiplies its odds. Then {@code B = 1 / (1 + theta (r -
 * 1))}, {@code A = r B}, and a cell with {@code n} trials and {@code x} bad events of the canary
 * and {@code y} of stable adds
 *
 * <pre>x ln A + y ln B - n ln(1 + eps (A - 1))</pre>
 *
 * where eps widens the null hypothesis to {@code p_canary <= psi p_stable + eps}. The proof that
 * the exponential of the sum is not expected to grow is at {@link ErrorTest}.
 */
final class Mixture implements Serializable {
    /** Summands this far below the largest change nothing in a double: exp(-40) = 4e-18. */
    private static final double NEGLIGIBLE = -40;

    private final double psi;
    private final double eps;
    private final Alternatives alternatives;
    private final double[] logRatio;
    private final double[] logB;
    private final double[] drift;
    private double theta = Double.NaN;

    Mixture(Margin margin, Alternatives alternatives) {
        psi = margin.ratio();
        eps = margin.share();
        this.alternatives = alternatives;
        logRatio = new double[alternatives.size()];
        Arrays.setAll(logRatio, alternatives::logRatio);
        logB = new double[alternatives.size()];
        drift = new double[alternatives.size()];
    }

    /** Prepares a cell: {@code s} and {@code t} are above 0, only their ratio matters. */
    void offsets(double s, double t) {
        double next = psi * s / (psi * s + t);
        if (next == theta) {
            return; // configured shares stay the same for a whole stage
        }
        theta = next;
        for (int k = 0; k < logB.length; k++) {
            double excess = alternatives.ratio(k) - 1;
            logB[k] = -Math.log1p(theta * excess);
            if (eps > 0) {
                double odds = 1 + theta * excess;
                drift[k] = Math.log1p(eps * excess * (1 - theta) / odds);
            }
        }
    }

    /** Whether a cell with so many bad events of both changes anything. */
    boolean isTelling(double bad) {
        return bad > 0 || eps > 0;
    }

    /** What one kind of event of the prepared cell adds to each alternative. */
    void change(double[] into, double canaryTrials, double canaryBad, double stableBad) {
        double both = canaryBad + stableBad;
        for (int k = 0; k < into.length; k++) {
            into[k] = canaryBad * logRatio[k] + both * logB[k] - canaryTrials * drift[k];
        }
    }

    /** {@code ln sum_k w_k exp(L_k)} of the logarithms from an index on; never overflows. */
    double logE(double[] logs, int base) {
        int size = alternatives.size();
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < size; k++) {
            largest = Math.max(largest, logs[base + k] + alternatives.logWeight(k));
        }
        double sum = 0;
        for (int k = 0; k < size; k++) {
            double below = logs[base + k] + alternatives.logWeight(k) - largest;
            if (below > NEGLIGIBLE) {
                sum += Math.exp(below);
            }
        }
        return largest + Math.log(sum);
    }
}
