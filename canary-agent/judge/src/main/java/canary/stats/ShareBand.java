package canary.stats;

import java.io.Serializable;

/**
 * The shares of the traffic that count as the configured one; weights are only roughly kept.
 *
 * @param low smallest share that is still right, 0 to {@code expected}
 * @param expected the configured share, above 0 and below 1
 * @param high largest share that is still right, {@code expected} to 1
 */
public record ShareBand(double low, double expected, double high) implements Serializable {

    public ShareBand {
        Domain.openUnit(expected, "expected");
        Domain.between(low, 0, expected, "low");
        Domain.between(high, expected, 1, "high");
    }

    public double nearest(double share) {
        return Math.clamp(share, low, high);
    }
}
