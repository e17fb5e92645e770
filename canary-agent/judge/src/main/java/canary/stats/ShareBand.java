package canary.stats;

/**
 * The shares of the traffic that count as the configured one; weights are only roughly kept.
 *
 * @param low smallest share that is still right, 0 to {@code expected}
 * @param expected the configured share, above 0 and below 1
 * @param high largest share that is still right, {@code expected} to 1
 */
public record ShareBand(double low, double expected, double high) {

    public ShareBand {
        Domain.openUnit(expected, "expected");
        Domain.between(low, 0, expected, "low");
        Domain.between(high, expected, 1, "high");
    }

    /**
     * A band around a share, as a part of it: 0.05 with tolerance 0.1 is 4.5 to 5.5 %.
     *
     * @param tolerance 0 for the exact share, to 1
     */
    public static ShareBand around(double expected, double tolerance) {
        Domain.between(tolerance, 0, 1, "tolerance");
        return new ShareBand(
                expected * (1 - tolerance), expected, Math.min(1, expected * (1 + tolerance)));
    }

    public double nearest(double share) {
        return Math.clamp(share, low, high);
    }
}
