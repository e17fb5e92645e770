package canary.stats.sequential;

import canary.stats.Domain;

import java.io.Serializable;

/**
 * The evidence of a sequential test. The largest value so far is what decides: by Ville's
 * inequality a look too many costs nothing, and harm once shown is not forgotten.
 *
 * @param logE natural logarithm of the e-value now: the factor by which the data speak for the
 *     test's alternatives against its null hypothesis
 * @param peakLogE the largest it has been at any look, at least 0
 */
public record EValue(double logE, double peakLogE) implements Serializable {

    public EValue {
        if (Double.isNaN(logE)) {
            throw Domain.outside("logE", "a number", logE);
        }
        if (!(peakLogE >= 0 && peakLogE >= logE)) {
            throw Domain.outside("peakLogE", "at least 0 and logE", peakLogE);
        }
    }

    /**
     * Whether the null hypothesis was ever refuted: {@code E >= 1/alpha} (Ville's inequality).
     *
     * @param alpha chance of a false alarm over all looks, above 0 and below 1
     */
    public boolean rejects(double alpha) {
        Domain.openUnit(alpha, "alpha");
        return peakLogE >= -Math.log(alpha);
    }
}
