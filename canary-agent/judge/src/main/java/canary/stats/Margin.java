package canary.stats;

import java.io.Serializable;

/**
 * How much worse than stable counts as alike: {@code p_canary <= ratio * p_stable + share}.
 *
 * <p>A margin costs power (0.1 % to 0.5 % errors took 90 instead of 23 minutes with 1.5 times plus
 * 0.1 points) and buys safety against what the tests do not model, such as noise between pods:
 * choose it for each metric.
 *
 * @param ratio multiplicative part psi, 0.01 to 100; 1 for none
 * @param share additive part eps as a share of trials, 0 to below 1; 0 for none
 */
public record Margin(double ratio, double share) implements Serializable {
    public static final Margin NONE = new Margin(1, 0);

    public Margin {
        Domain.between(ratio, 0.01, 100, "ratio");
        Domain.check(share >= 0 && share < 1, "share", "0 to below 1", share);
    }
}
