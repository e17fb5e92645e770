package canary.stats;

import org.hipparchus.special.Beta;

/** How large one version's share of bad outcomes can be, given its counts alone. */
public final class ShareBounds {
    private static final int BISECTIONS = 200;

    private ShareBounds() {}

    /**
     * Exact upper bound for <em>one</em> look whose moment was fixed beforehand (Clopper and
     * Pearson 1934): the {@code 1 - alpha} quantile of Beta(x + 1, n - x). Without bad outcomes it
     * is {@code 1 - alpha^(1/n)}, at alpha 5 % about {@code 3/n}: the rule of three. 1 where there
     * is no trial.
     *
     * @param alpha above 0 and below 1
     */
    public static double upperOnce(Counts counts, double alpha) {
        Domain.openUnit(alpha, "alpha");
        long good = counts.trials() - counts.bad();
        return good == 0 ? 1 : betaQuantile(1 - alpha, counts.bad() + 1.0, (double) good);
    }

    /**
     * Lower bound that holds at all looks together: the smallest p with {@code B(x + 1/2, n - x +
     * 1/2) / B(1/2, 1/2) < p^x (1 - p)^(n - x) / alpha}, a beta-binomial mixture (Robbins 1970;
     * Howard et al. 2021). Condition: trials are independent with one p throughout.
     *
     * @param alpha above 0 and below 1
     */
    public static double lowerAlways(Counts counts, double alpha) {
        Domain.openUnit(alpha, "alpha");
        double x = counts.bad();
        double rest = (double) counts.trials() - counts.bad();
        if (x == 0) {
            return 0;
        }
        double mixed = Beta.logBeta(x + 0.5, rest + 0.5) - Beta.logBeta(0.5, 0.5);
        double inside = x / counts.trials();
        double outside = 0;
        for (int i = 0; i < BISECTIONS && inside != outside; i++) {
            double p = (inside + outside) / 2;
            double log = x * Math.log(p) + (rest == 0 ? 0 : rest * Math.log1p(-p));
            if (mixed - log < -Math.log(alpha)) {
                inside = p;
            } else {
                outside = p;
            }
        }
        return outside;
    }

    /** The p with {@code I_p(a, b) = q}, where I is the regularised incomplete beta function. */
    public static double betaQuantile(double q, double a, double b) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < BISECTIONS; i++) {
            double p = (low + high) / 2;
            if (p == low || p == high) {
                break;
            }
            if (Beta.regularizedBeta(p, a, b) < q) {
                low = p;
            } else {
                high = p;
            }
        }
        return high;
    }
}
