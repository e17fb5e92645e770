package canary.stats.compare;

import org.hipparchus.special.Erf;

import java.util.Arrays;

/**
 * Mann and Whitney's rank test as Spinnaker's Kayenta computes it: an interval for the shift
 * between two samples by normal approximation, with correction for ties and continuity, and Hodges
 * and Lehmann's estimate of the shift.
 *
 * <p>Source: spinnaker/kayenta, {@code MannWhitney.scala} and {@code BrentSolver.java} at a69573be,
 * which follow R's {@code wilcox.test(x, y, conf.int = TRUE, exact = FALSE)}. For a shift mu, with
 * {@code U} the rank sum of {@code x - mu} less its minimum, n and m the sample sizes, and t the
 * sizes of groups of ties,
 *
 * <pre>
 * d = U - n m / 2
 * z(mu) = (d - sign(d) / 2) / sqrt(n m / 12 (n + m + 1 - sum(t^3 - t) / ((n + m)(n + m - 1))))
 * </pre>
 *
 * and the interval's ends and the estimate are the mu at which z falls through the normal quantiles
 * and 0. As in the source they are found only to within 0.0001 of the metric's unit: small error
 * shares are to be given in percent. Fixed horizon: repeated looks have no error control.
 *
 * @param low lower end of the interval for experiment minus control
 * @param estimate of the shift
 */
public record MannWhitney(double low, double high, double estimate) {
    private static final double TOLERANCE = 1e-4;

    /**
     * @param experiment at least one value, none NaN
     * @param control at least one value, none NaN
     * @param confidence of the two-sided interval, above 0 and below 1; Kayenta's judge uses 0.98
     * @throws IllegalArgumentException also where at some shift all values are tied, as in the
     *     source
     */
    public static MannWhitney of(double[] experiment, double[] control, double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "confidence is above 0 and below 1, not " + confidence);
        }
        double[] x = sorted(experiment, "experiment");
        double[] y = sorted(control, "control");
        double from = x[0] - y[y.length - 1];
        double to = x[x.length - 1] - y[0];
        double quantile = Math.sqrt(2) * Erf.erfInv(confidence); // of (1 + confidence) / 2
        return new MannWhitney(
                end(x, y, from, to, quantile),
                end(x, y, from, to, -quantile),
                root(x, y, from, to, 0));
    }

    private static double end(double[] x, double[] y, double from, double to, double quantile) {
        if (z(x, y, from) - quantile <= 0) {
            return from;
        }
        if (z(x, y, to) - quantile >= 0) {
            return to;
        }
        return root(x, y, from, to, quantile);
    }

    private static double root(double[] x, double[] y, double from, double to, double quantile) {
        return Zero.between(from, to, TOLERANCE, mu -> z(x, y, mu) - quantile);
    }

    /** Both samples sorted; one walk through their merger. */
    static double z(double[] x, double[] y, double mu) {
        double rankSum = 0;
        double ties = 0;
        int i = 0;
        int j = 0;
        while (i < x.length || j < y.length) {
            double value = j == y.length || (i < x.length && x[i] - mu <= y[j]) ? x[i] - mu : y[j];
            int firstX = i;
            int before = i + j;
            while (i < x.length && x[i] - mu == value) {
                i++;
            }
            while (j < y.length && y[j] == value) {
                j++;
            }
            double tied = i + j - before;
            rankSum += (i - firstX) * (before + (tied + 1) / 2);
            ties += tied * tied * tied - tied;
        }
        double n = x.length;
        double m = y.length;
        double d = rankSum - n * (n + 1) / 2 - n * m / 2;
        double variance = n * m / 12 * (n + m + 1 - ties / ((n + m) * (n + m - 1)));
        if (variance == 0) {
            throw new IllegalArgumentException("all values are tied when shifted by " + mu);
        }
        return (d - Math.signum(d) / 2) / Math.sqrt(variance);
    }

    private static double[] sorted(double[] values, String name) {
        if (values.length == 0 || Arrays.stream(values).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException(name + " has at least one value and none is NaN");
        }
        double[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }
}
